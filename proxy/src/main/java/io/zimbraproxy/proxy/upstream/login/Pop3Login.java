package io.zimbraproxy.proxy.upstream.login;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.sasl.Credentials;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The POP3 login at a mailbox server.
 *
 * <pre>
 *   GREETING --+OK--> [STLS --+OK, TLS-->] [XOIP] --> USER --> PASS --+OK--> done
 *                                                \-> AUTH --+--> MESSAGE --+OK--> done
 * </pre>
 *
 * <p>A server that gets XOIP is a Zimbra server or behaves like one. It gets XOIP and USER and PASS, or XOIP and AUTH,
 * in one segment, and replies to them in order (ADR 19). Other servers get PASS after they have replied to USER.
 * Credentials with a line end cannot be sent at all: see {@link #sendable}.
 */
public final class Pop3Login implements UpstreamLogin {
    private enum State {
        GREETING,
        STLS,
        XOIP,
        USER,
        AUTH,
        LAST
    }

    private final Credentials credentials;
    private final LoginPeer peer;
    private final boolean sendXoip;
    private final ReplyLines lines = new ReplyLines();
    private final boolean stls;
    /** The SASL exchange; null for USER and PASS. */
    private final @Nullable UpstreamSasl sasl;

    private State state = State.GREETING;
    /** The challenge with which the server reports a rejected token, in base64; null if there is none. */
    private @Nullable String challenge;

    /**
     * @param sendXoip whether to send the client's address with XOIP
     * @param stls whether to send STLS first
     */
    public Pop3Login(Credentials credentials, LoginPeer peer, boolean sendXoip, boolean stls) {
        this.credentials = credentials;
        this.stls = stls;
        sasl = credentials.form() == Credentials.Form.LOGIN
                ? null
                : UpstreamSasl.of(credentials, peer.account(), new byte[0]);
        this.peer = peer;
        this.sendXoip = sendXoip;
    }

    @Override
    public LoginStep next(ByteBuf in) {
        byte[] line = lines.next(in);
        while (line != null) {
            LoginStep step = reply(line);
            if (step != LoginStep.NEED_MORE) {
                return step;
            }
            line = lines.next(in);
        }
        return lines.tooLong() ? LoginStep.Broken.LONG_LINE : LoginStep.NEED_MORE;
    }

    private LoginStep reply(byte[] line) {
        if (line[0] == '+' && !ReplyLines.starts(line, "+OK")) {
            return continuation(line);
        }
        if (!ReplyLines.starts(line, "+OK")) {
            return refused(line);
        }
        return switch (state) {
            case GREETING -> greeting();
            case STLS -> new LoginStep.StartTls();
            case XOIP -> {
                state = sasl == null ? State.USER : State.AUTH;
                yield LoginStep.NEED_MORE;
            }
            case USER -> {
                state = State.LAST;
                yield sendXoip ? LoginStep.NEED_MORE : new LoginStep.Send(pass());
            }
            case AUTH -> new LoginStep.Broken("replies to AUTH with " + ReplyLines.shown(line) + " instead of +");
            case LAST -> new LoginStep.Done(line);
        };
    }

    private LoginStep continuation(byte[] line) {
        if (sasl != null && state == State.AUTH) {
            state = State.LAST;
            return new LoginStep.Send(command("", sasl.message()));
        }
        if (sasl != null && state == State.LAST && sasl.errorResponse() != null && challenge == null) {
            challenge = ReplyLines.afterPlus(line);
            return new LoginStep.Send(command(sasl.errorResponse(), new byte[0]));
        }
        return new LoginStep.Broken("replies with " + ReplyLines.shown(line) + " instead of +OK");
    }

    private LoginStep greeting() {
        byte[] account = peer.account().getBytes(StandardCharsets.UTF_8);
        if (sasl == null && !(sendable(account) && sendable(credentials.password()))) {
            return new LoginStep.Rejected(Refusal.of("-ERR LOGIN failed\r\n".getBytes(StandardCharsets.US_ASCII)));
        }
        if (stls) {
            state = State.STLS;
            return new LoginStep.Send(command("STLS", new byte[0]));
        }
        return logIn();
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
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        if (sendXoip) {
            out.writeBytes(("XOIP " + peer.clientAddress() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(
                sasl == null
                        ? command("USER ", peer.account().getBytes(StandardCharsets.UTF_8))
                        : command("AUTH " + sasl.mechanism(), new byte[0]));
        if (sendXoip && sasl == null) {
            out.writeBytes(pass());
        }
        state = sendXoip ? State.XOIP : sasl == null ? State.USER : State.AUTH;
        return new LoginStep.Send(out.toByteArray());
    }

    private byte[] pass() {
        return command("PASS ", credentials.password());
    }

    private LoginStep refused(byte[] line) {
        byte[] reply = ReplyLines.starts(line, "-ERR") ? line : null;
        return switch (state) {
            case GREETING -> new LoginStep.Broken("greets with " + ReplyLines.shown(line) + " instead of +OK", reply);
            case STLS -> new LoginStep.Broken("refuses STLS with " + ReplyLines.shown(line), reply);
            case XOIP ->
                new LoginStep.Broken(
                        "refuses XOIP with " + ReplyLines.shown(line)
                                + "; set upstream.sendPop3Xoip to false for servers that do not know it",
                        reply);
            case USER, AUTH, LAST -> new LoginStep.Rejected(new Refusal(new byte[0], line, challenge));
        };
    }

    private static byte[] command(String keyword, byte[] argument) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(keyword.length() + argument.length + 2);
        out.writeBytes(keyword.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(argument);
        out.writeBytes(new byte[] {'\r', '\n'});
        return out.toByteArray();
    }

    /** Returns false for CR, LF and NUL: POP3 cannot quote them, so they would begin another command. */
    private static boolean sendable(byte[] value) {
        for (byte b : value) {
            if (b == '\r' || b == '\n' || b == 0) {
                return false;
            }
        }
        return true;
    }
}
