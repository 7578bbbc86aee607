package io.zimbraproxy.proxy.upstream.login;

import io.zimbraproxy.proxy.sasl.Credentials;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The command that logs in, in the pieces in which it may be sent. LOGIN with quoted strings is one piece. In LOGIN,
 * each argument that cannot be quoted is a literal, which begins a piece. AUTHENTICATE and its message are two pieces.
 */
final class ImapCredentials {
    private static final byte[] CRLF = {'\r', '\n'};

    private final Deque<byte[]> pieces = new ArrayDeque<>(3);
    private ByteArrayOutputStream piece = new ByteArrayOutputStream(64);
    private @Nullable String errorResponse;

    ImapCredentials(String tag, Credentials given, byte[] suffix, String account) {
        if (given.form() == Credentials.Form.LOGIN) {
            text(tag + " LOGIN ");
            astring(UpstreamSasl.join(account.getBytes(StandardCharsets.UTF_8), suffix));
            text(" ");
            astring(given.password());
        } else {
            UpstreamSasl sasl = UpstreamSasl.of(given, account, suffix);
            errorResponse = sasl.errorResponse();
            text(tag + " AUTHENTICATE " + sasl.mechanism() + "\r\n");
            endPiece();
            piece.writeBytes(sasl.message());
        }
        piece.writeBytes(CRLF);
        endPiece();
    }

    /** Returns the piece that is sent first. */
    byte[] first() {
        return pieces.remove();
    }

    /** Returns the piece that is sent after a continuation request ({@code +}); null if there is none. */
    byte @Nullable [] next() {
        return pieces.poll();
    }

    /**
     * Returns the line that responds to an error challenge; null the second time, and for credentials that get no such
     * challenge.
     */
    byte @Nullable [] errorResponse() {
        String response = errorResponse;
        errorResponse = null;
        return response == null ? null : (response + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void text(String text) {
        piece.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void endPiece() {
        pieces.add(piece.toByteArray());
        piece = new ByteArrayOutputStream(64);
    }

    /** A quoted string holds 7-bit text only; all else must be a literal (RFC 3501 section 4.3). */
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
