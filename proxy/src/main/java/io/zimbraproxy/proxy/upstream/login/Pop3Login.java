package io.zimbraproxy.proxy.upstream.login;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.sasl.PlainMechanism;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The POP3 login at a mailbox server (facts, section 5).
 *
 * <pre>
 *   GREETING --+OK--> [XOIP] --> USER --> PASS --+OK--> done
 *                            \-> AUTH --+--> MESSAGE --+OK--> done
 * </pre>
 *
 * <p>XOIP and the command behind it go out in one segment; the server answers them in order. A credential that would end
 * its line early cannot be sent at all: see {@link #sendable}.
 */
public final class Pop3Login implements UpstreamLogin {
    private enum State {
        GREETING,
        XOIP,
        USER,
        AUTH,
        LAST
    }

    private final Credentials credentials;
    private final LoginPeer peer;
    private final boolean sendXoip;
    private final ReplyLines lines = new ReplyLines();
    private State state = State.GREETING;

    /** {@code sendXoip}: tell the server the client's address first. */
    public Pop3Login(Credentials credentials, LoginPeer peer, boolean sendXoip) {
        this.credentials = credentials;
        this.peer = peer;
        this.sendXoip = sendXoip;
    }

    @Override
    public LoginStep next(ByteBuf in) {
        byte[] line = lines.next(in);
        while (line != null) {
            LoginStep step = answer(line);
            if (step != LoginStep.NEED_MORE) {
                return step;
            }
            line = lines.next(in);
        }
        return lines.tooLong() ? new LoginStep.Broken("sends a line without end") : LoginStep.NEED_MORE;
    }

    private LoginStep answer(byte[] line) {
        if (state == State.AUTH && line[0] == '+' && !ReplyLines.starts(line, "+OK")) {
            state = State.LAST;
            return new LoginStep.Send(saslMessage());
        }
        if (!ReplyLines.starts(line, "+OK")) {
            return refused(line);
        }
        return switch (state) {
            case GREETING -> greeted();
            case XOIP -> {
                state = credentials.form() == Credentials.Form.PLAIN ? State.AUTH : State.USER;
                yield LoginStep.NEED_MORE;
            }
            case USER -> {
                state = State.LAST;
                yield new LoginStep.Send(command("PASS ", credentials.password()));
            }
            case AUTH -> new LoginStep.Broken("answers AUTH with " + ReplyLines.shown(line) + " instead of +");
            case LAST -> new LoginStep.Done(line);
        };
    }

    private LoginStep greeted() {
        boolean plain = credentials.form() == Credentials.Form.PLAIN;
        byte[] account = peer.account().getBytes(StandardCharsets.UTF_8);
        if (!plain && !(sendable(account) && sendable(credentials.password()))) {
            return new LoginStep.Rejected("-ERR LOGIN failed\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        if (sendXoip) {
            out.writeBytes(("XOIP " + peer.clientAddress() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(plain ? "AUTH PLAIN\r\n".getBytes(StandardCharsets.US_ASCII) : command("USER ", account));
        state = sendXoip ? State.XOIP : plain ? State.AUTH : State.USER;
        return new LoginStep.Send(out.toByteArray());
    }

    private LoginStep refused(byte[] line) {
        return switch (state) {
            case GREETING -> new LoginStep.Broken("greets with " + ReplyLines.shown(line) + " instead of +OK");
            case XOIP ->
                new LoginStep.Broken("refuses XOIP with " + ReplyLines.shown(line)
                        + "; set upstream.sendPop3Xoip to false for servers that do not know it");
            case USER, AUTH, LAST -> new LoginStep.Rejected(line);
        };
    }

    private byte[] saslMessage() {
        boolean acting = credentials.authorizationId().length > 0;
        byte[] account = peer.account().getBytes(StandardCharsets.UTF_8);
        byte[] message = PlainMechanism.encode(
                acting ? account : new byte[0],
                acting ? credentials.authenticationId() : account,
                credentials.password());
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 2);
        out.writeBytes(message);
        out.writeBytes(new byte[] {'\r', '\n'});
        return out.toByteArray();
    }

    private static byte[] command(String keyword, byte[] argument) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(keyword.length() + argument.length + 2);
        out.writeBytes(keyword.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(argument);
        out.writeBytes(new byte[] {'\r', '\n'});
        return out.toByteArray();
    }

    /** POP3 has no way to quote a line end: CR, LF or NUL in a credential would start another command. */
    private static boolean sendable(byte[] value) {
        for (byte b : value) {
            if (b == '\r' || b == '\n' || b == 0) {
                return false;
            }
        }
        return true;
    }
}
