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
 *   GREETING --* OK--> [STARTTLS --OK, TLS-->] [ID] --> CREDENTIALS --+ (SASL, literals)--> ... --tagged OK--> done
 *                                                            \--+ with an error about a token--> answer --tagged NO--> rejected
 * </pre>
 *
 * <p>ID and a LOGIN whose arguments can be quoted go out in one segment; the server answers them in order. Everything
 * untagged that comes before the tagged answer (CAPABILITY, mostly) is kept for the client; alerts it hears at once.
 */
public final class ImapLogin implements UpstreamLogin {
    private static final String ALERT = "* OK [ALERT]";

    private enum State {
        GREETING,
        /** The greeting was an alert, and the login has yet to go out. */
        GREETED,
        STARTTLS,
        ID,
        CREDENTIALS
    }

    /** Untagged answers before the tagged one are kept for the client up to this many bytes. */
    private static final int MAX_ANSWER = 64 * 1024;

    private final String tag;
    /** How the answer to a command begins, and one that says yes. */
    private final String tagged;

    private final String agreed;
    private final ImapCredentials credentials;
    private final LoginPeer peer;
    private final String via;
    private final ReplyLines lines = new ReplyLines();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream(128);
    private final boolean startTls;
    private State state = State.GREETING;
    /** The greeting, until an alert has taken it along to the client. */
    private byte[] greeting = {};
    /** What the server says against a token, in base64. */
    private String challenge;

    /**
     * @param tag of the client's command
     * @param suffix put behind every name; may be empty
     * @param via the X-VIA field of ID, or null to send no ID
     * @param startTls whether the server is asked for STARTTLS before anything else
     */
    public ImapLogin(String tag, Credentials credentials, byte[] suffix, LoginPeer peer, String via, boolean startTls) {
        this.tag = tag;
        tagged = tag + ' ';
        agreed = tagged + "OK";
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
        return lines.tooLong() ? new LoginStep.Broken("sends a line without end") : LoginStep.NEED_MORE;
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
            return new LoginStep.Say(line);
        }
        return logIn();
    }

    /** Only a goodbye is for the client: other words would put it into a state of the session it is not in. */
    private static LoginStep broken(String what, byte[] line) {
        return new LoginStep.Broken(what, ReplyLines.starts(line, "* BYE") ? line : null);
    }

    private LoginStep startTls(byte[] line) {
        if (ReplyLines.starts(line, agreed)) {
            return new LoginStep.StartTls();
        }
        if (ReplyLines.starts(line, tagged) || ReplyLines.starts(line, "* BYE")) {
            return broken("refuses STARTTLS with " + ReplyLines.shown(line), line);
        }
        // Words from before TLS may be anybody's: they are not passed on.
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
            out.writeBytes(idCommand());
        }
        out.writeBytes(credentials.first());
        return new LoginStep.Send(out.toByteArray());
    }

    /** RFC 3501 section 7.1: an alert must be shown to the user. The first one takes the greeting along, as nginx has it. */
    private LoginStep alert(byte[] line) {
        if (!ReplyLines.starts(line, ALERT)) {
            return LoginStep.NEED_MORE;
        }
        byte[] words = UpstreamSasl.join(greeting, line);
        greeting = new byte[0];
        return new LoginStep.Say(words);
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
        if (ReplyLines.starts(line, tagged) || ReplyLines.starts(line, "* BAD")) {
            state = State.CREDENTIALS;
        } else if (ReplyLines.starts(line, "* BYE")) {
            return broken("answers ID with " + ReplyLines.shown(line), line);
        }
        return alert(line);
    }

    private LoginStep credentials(byte[] line) {
        if (line[0] == '+') {
            return asked(line);
        }
        if (ReplyLines.starts(line, agreed)) {
            answer.writeBytes(line);
            return new LoginStep.Done(answer.toByteArray());
        }
        if (ReplyLines.starts(line, tagged)) {
            return new LoginStep.Rejected(new Refusal(answer.toByteArray(), line, challenge));
        }
        if (ReplyLines.starts(line, "* BYE")) {
            return broken("answers the login with " + ReplyLines.shown(line), line);
        }
        LoginStep alert = alert(line);
        if (alert != LoginStep.NEED_MORE) {
            return alert;
        }
        answer.writeBytes(line);
        return answer.size() > MAX_ANSWER
                ? new LoginStep.Broken("sends more than " + MAX_ANSWER + " bytes before it answers the login")
                : LoginStep.NEED_MORE;
    }

    private LoginStep asked(byte[] line) {
        byte[] next = credentials.next();
        if (next != null) {
            return new LoginStep.Send(next);
        }
        byte[] dismissal = credentials.dismissal();
        if (dismissal == null) {
            return new LoginStep.Broken("asks for more than the login has");
        }
        challenge = ReplyLines.afterPlus(line);
        return new LoginStep.Send(dismissal);
    }
}
