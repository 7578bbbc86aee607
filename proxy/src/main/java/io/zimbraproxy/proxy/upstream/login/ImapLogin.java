package io.zimbraproxy.proxy.upstream.login;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.observe.Product;
import io.zimbraproxy.proxy.sasl.Credentials;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The IMAP login at a mailbox server, under the tag of the client's own command so that the answer can go to the client as
 * it is (facts, section 4.6).
 *
 * <pre>
 *   GREETING --* OK--> [ID] --> CREDENTIALS --+ (SASL, literals)--> ... --tagged OK--> done
 * </pre>
 *
 * <p>ID and a LOGIN whose arguments can be quoted go out in one segment; the server answers them in order. Everything
 * untagged that comes before the tagged OK (CAPABILITY, mostly) is kept for the client.
 */
public final class ImapLogin implements UpstreamLogin {
    private enum State {
        GREETING,
        ID,
        CREDENTIALS
    }

    /** Untagged answers before the tagged one are kept for the client up to this many bytes. */
    private static final int MAX_ANSWER = 64 * 1024;

    private final String tag;
    private final ImapCredentials credentials;
    private final LoginPeer peer;
    private final String via;
    private final ReplyLines lines = new ReplyLines();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream(128);
    private State state = State.GREETING;

    /**
     * @param tag of the client's command
     * @param suffix put behind every name; may be empty
     * @param via the X-VIA field of ID, or null to send no ID
     */
    public ImapLogin(String tag, Credentials credentials, byte[] suffix, LoginPeer peer, String via) {
        this.tag = tag;
        this.credentials = new ImapCredentials(tag, credentials, suffix, peer.account());
        this.peer = peer;
        this.via = via;
    }

    @Override
    public LoginStep next(ByteBuf in) {
        byte[] line = lines.next(in);
        while (line != null) {
            LoginStep step =
                    switch (state) {
                        case GREETING -> greeting(line);
                        case ID -> id(line);
                        case CREDENTIALS -> credentials(line);
                    };
            if (step != LoginStep.NEED_MORE) {
                return step;
            }
            line = lines.next(in);
        }
        return lines.tooLong() ? new LoginStep.Broken("sends a line without end") : LoginStep.NEED_MORE;
    }

    private LoginStep greeting(byte[] line) {
        if (!ReplyLines.starts(line, "* OK")) {
            return new LoginStep.Broken("greets with " + ReplyLines.shown(line) + " instead of * OK");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        if (via == null) {
            state = State.CREDENTIALS;
        } else {
            state = State.ID;
            out.writeBytes(idCommand());
        }
        out.writeBytes(credentials.first());
        return new LoginStep.Send(out.toByteArray());
    }

    private byte[] idCommand() {
        String command = tag + " ID (\"X-ORIGINATING-IP\" " + quoted(peer.clientAddress())
                + " \"name\" \"Zimbra\" \"version\" " + quoted(Product.VERSION) + " \"X-VIA\" " + quoted(via) + ")\r\n";
        return command.getBytes(StandardCharsets.US_ASCII);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A server that does not know ID may say so; only one that ends the session there fails the login. */
    private LoginStep id(byte[] line) {
        if (ReplyLines.starts(line, tag + " ")) {
            state = State.CREDENTIALS;
        } else if (ReplyLines.starts(line, "* BAD")) {
            state = State.CREDENTIALS;
        } else if (ReplyLines.starts(line, "* BYE")) {
            return new LoginStep.Broken("answers ID with " + ReplyLines.shown(line));
        }
        return LoginStep.NEED_MORE;
    }

    private LoginStep credentials(byte[] line) {
        if (line[0] == '+') {
            byte[] next = credentials.next();
            return next == null ? new LoginStep.Broken("asks for more than the login has") : new LoginStep.Send(next);
        }
        answer.writeBytes(line);
        if (ReplyLines.starts(line, tag + " OK")) {
            return new LoginStep.Done(answer.toByteArray());
        }
        if (ReplyLines.starts(line, tag + " ")) {
            return new LoginStep.Rejected(answer.toByteArray());
        }
        return answer.size() > MAX_ANSWER
                ? new LoginStep.Broken("sends more than " + MAX_ANSWER + " bytes before it answers the login")
                : LoginStep.NEED_MORE;
    }
}
