package io.zimbraproxy.proxy.upstream.login;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.observe.Product;
import io.zimbraproxy.proxy.sasl.Credentials;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The IMAP login at a mailbox server. It uses the tag of the client's own command, so the client can get the tagged
 * reply as it is.
 *
 * <pre>
 *   GREETING --* OK--> [STARTTLS --OK, TLS-->] [ID] --> CREDENTIALS --+ (SASL, literals)--> ... --tagged OK--> done
 *                                                            \--+ (token error)--> error response --tagged NO--> rejected
 * </pre>
 *
 * <p>ID and a LOGIN with quoted arguments are sent in one segment; the server replies to them in order. Untagged lines
 * before the tagged reply, mostly CAPABILITY, are kept for the client. The client gets alerts at once.
 */
public final class ImapLogin implements UpstreamLogin {
    private static final String ALERT = "* OK [ALERT]";

    private enum State {
        GREETING,
        /** The greeting was an alert, and the login is still to be sent. */
        GREETED,
        STARTTLS,
        ID,
        CREDENTIALS
    }

    /** Limit for the untagged lines that are kept for the client, in bytes. */
    private static final int MAX_UNTAGGED = 64 * 1024;

    private final String tag;
    private final String taggedPrefix;
    private final String okPrefix;
    private final ImapCredentials credentials;
    private final LoginPeer peer;
    private final @Nullable String via;
    private final ReplyLines lines = new ReplyLines();
    /** Untagged lines for the client, and at last the tagged reply. */
    private final ByteArrayOutputStream reply = new ByteArrayOutputStream(128);

    private final boolean startTls;
    private State state = State.GREETING;
    /** The greeting, until it was forwarded with an alert. */
    private byte[] greeting = {};
    /** The server's error challenge about a token, in base64. */
    private @Nullable String challenge;

    /**
     * @param tag the tag of the client's command
     * @param suffix appended to each name; may be empty
     * @param via the X-VIA field of ID, or null to send no ID
     * @param startTls whether to send STARTTLS first
     */
    public ImapLogin(
            String tag,
            Credentials credentials,
            byte[] suffix,
            LoginPeer peer,
            @Nullable String via,
            boolean startTls) {
        this.tag = tag;
        taggedPrefix = tag + ' ';
        okPrefix = taggedPrefix + "OK";
        this.credentials = new ImapCredentials(tag, credentials, suffix, peer.account());
        this.peer = peer;
        this.via = via;
        this.startTls = startTls;
    }

    @Override
    public LoginStep next(ByteBuf in) {
        if (state == State.GREETED) {
            return logIn();
        }
        byte[] line = lines.next(in);
        while (line != null) {
            LoginStep step =
                    switch (state) {
                        case GREETING, GREETED -> greeting(line);
                        case STARTTLS -> startTls(line);
                        case ID -> id(line);
                        case CREDENTIALS -> credentials(line);
                    };
            if (step != LoginStep.NEED_MORE) {
                return step;
            }
            line = lines.next(in);
        }
        return lines.tooLong() ? LoginStep.Broken.LONG_LINE : LoginStep.NEED_MORE;
    }

    private LoginStep greeting(byte[] line) {
        if (!ReplyLines.starts(line, "* OK")) {
            return broken("greets with " + ReplyLines.shown(line) + " instead of * OK", line);
        }
        boolean alert = ReplyLines.starts(line, ALERT);
        greeting = alert || startTls ? new byte[0] : line;
        if (startTls) {
            state = State.STARTTLS;
            return new LoginStep.Send((tag + " STARTTLS\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        if (alert) {
            state = State.GREETED;
            return new LoginStep.Forward(line);
        }
        return logIn();
    }

    /** The client may get only a BYE: other lines would tell it of a session state that it is not in. */
    private static LoginStep broken(String reason, byte[] line) {
        return new LoginStep.Broken(reason, ReplyLines.starts(line, "* BYE") ? line : null);
    }

    private LoginStep startTls(byte[] line) {
        if (ReplyLines.starts(line, okPrefix)) {
            return new LoginStep.StartTls();
        }
        if (ReplyLines.starts(line, taggedPrefix) || ReplyLines.starts(line, "* BYE")) {
            return broken("refuses STARTTLS with " + ReplyLines.shown(line), line);
        }
        // Lines from before TLS may come from an attacker, so the client must not get them.
        return LoginStep.NEED_MORE;
    }

    @Override
    public LoginStep tlsStarted() {
        return logIn();
    }

    @Override
    public boolean greeted() {
        return state != State.GREETING;
    }

    private LoginStep logIn() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        if (via == null) {
            state = State.CREDENTIALS;
        } else {
            state = State.ID;
            out.writeBytes(idCommand(via));
        }
        out.writeBytes(credentials.first());
        return new LoginStep.Send(out.toByteArray());
    }

    /**
     * An alert must be shown to the user (RFC 3501 section 7.1). As in nginx, the greeting is forwarded with the first
     * alert.
     */
    private LoginStep alert(byte[] line) {
        if (!ReplyLines.starts(line, ALERT)) {
            return LoginStep.NEED_MORE;
        }
        byte[] forwarded = UpstreamSasl.join(greeting, line);
        greeting = new byte[0];
        return new LoginStep.Forward(forwarded);
    }

    private byte[] idCommand(String viaField) {
        String command = tag + " ID (\"X-ORIGINATING-IP\" " + quoted(peer.clientAddress())
                + " \"name\" \"Zimbra\" \"version\" " + quoted(Product.VERSION) + " \"X-VIA\" " + quoted(viaField)
                + ")\r\n";
        return command.getBytes(StandardCharsets.US_ASCII);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A server may refuse ID and still accept the login; the login fails only if the server ends the session. */
    private LoginStep id(byte[] line) {
        if (ReplyLines.starts(line, taggedPrefix) || ReplyLines.starts(line, "* BAD")) {
            state = State.CREDENTIALS;
        } else if (ReplyLines.starts(line, "* BYE")) {
            return broken("replies to ID with " + ReplyLines.shown(line), line);
        }
        return alert(line);
    }

    private LoginStep credentials(byte[] line) {
        if (line[0] == '+') {
            return continuation(line);
        }
        if (ReplyLines.starts(line, okPrefix)) {
            reply.writeBytes(line);
            return new LoginStep.Done(reply.toByteArray());
        }
        if (ReplyLines.starts(line, taggedPrefix)) {
            return new LoginStep.Rejected(new Refusal(reply.toByteArray(), line, challenge));
        }
        if (ReplyLines.starts(line, "* BYE")) {
            return broken("replies to the login with " + ReplyLines.shown(line), line);
        }
        LoginStep alert = alert(line);
        if (alert != LoginStep.NEED_MORE) {
            return alert;
        }
        reply.writeBytes(line);
        return reply.size() > MAX_UNTAGGED
                ? new LoginStep.Broken("sent more than " + MAX_UNTAGGED + " bytes before it replied to the login")
                : LoginStep.NEED_MORE;
    }

    private LoginStep continuation(byte[] line) {
        byte[] next = credentials.next();
        if (next != null) {
            return new LoginStep.Send(next);
        }
        byte[] errorResponse = credentials.errorResponse();
        if (errorResponse == null) {
            return new LoginStep.Broken("asks for more data than the login has");
        }
        challenge = ReplyLines.afterPlus(line);
        return new LoginStep.Send(errorResponse);
    }
}
