package io.zimbraproxy.proxy.upstream.login;

import io.zimbraproxy.proxy.sasl.Credentials;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The command that logs in, in the pieces in which it may be sent: LOGIN with quoted strings in one, LOGIN with a literal
 * for every argument that cannot be quoted, AUTHENTICATE with its message.
 */
final class ImapCredentials {
    private static final byte[] CRLF = {'\r', '\n'};

    private final Deque<byte[]> pieces = new ArrayDeque<>(3);
    private ByteArrayOutputStream piece = new ByteArrayOutputStream(64);
    private String dismissal;

    ImapCredentials(String tag, Credentials given, byte[] suffix, String account) {
        if (given.form() == Credentials.Form.LOGIN) {
            text(tag + " LOGIN ");
            astring(UpstreamSasl.join(account.getBytes(StandardCharsets.UTF_8), suffix));
            text(" ");
            astring(given.password());
        } else {
            UpstreamSasl sasl = UpstreamSasl.of(given, account, suffix);
            dismissal = sasl.dismissal();
            text(tag + " AUTHENTICATE " + sasl.mechanism() + "\r\n");
            endPiece();
            piece.writeBytes(sasl.message());
        }
        piece.writeBytes(CRLF);
        endPiece();
    }

    /** What goes out without being asked for. */
    byte[] first() {
        return pieces.remove();
    }

    /** What the server asks for with {@code +}; null when nothing is left. */
    byte[] next() {
        return pieces.poll();
    }

    /** The line that answers an error challenge, once; null when there is nothing to be challenged. */
    byte[] dismissal() {
        String answer = dismissal;
        dismissal = null;
        return answer == null ? null : (answer + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void text(String text) {
        piece.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void endPiece() {
        pieces.add(piece.toByteArray());
        piece = new ByteArrayOutputStream(64);
    }

    /** RFC 3501 section 4.3: a quoted string holds 7-bit text only; anything else is a literal. */
    private void astring(byte[] value) {
        if (!quotable(value)) {
            text("{" + value.length + "}\r\n");
            endPiece();
            piece.writeBytes(value);
            return;
        }
        piece.write('"');
        for (byte b : value) {
            if (b == '"' || b == '\\') {
                piece.write('\\');
            }
            piece.write(b);
        }
        piece.write('"');
    }

    private static boolean quotable(byte[] value) {
        for (byte b : value) {
            if (b < ' ' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
