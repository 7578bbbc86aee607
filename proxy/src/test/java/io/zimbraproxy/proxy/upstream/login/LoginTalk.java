package io.zimbraproxy.proxy.upstream.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.fuzz.Dice;
import java.util.ArrayList;
import java.util.List;

/** Runs a login dialogue with the bytes of a mailbox server, and records its steps. */
final class LoginTalk {
    /** Limit for the bytes that are held: a line of the allowed length, and one segment. */
    private static final int MOST_HELD = 128 * 1024;

    private final UpstreamLogin login;
    private final List<String> steps = new ArrayList<>();
    private final StringBuilder sent = new StringBuilder();
    private boolean over;
    private boolean done;

    private LoginTalk(UpstreamLogin login) {
        this.login = login;
    }

    static LoginTalk of(UpstreamLogin login, List<byte[]> segments) {
        LoginTalk talk = new LoginTalk(login);
        ByteBuf in = Unpooled.buffer(256);
        for (byte[] segment : segments) {
            in.discardReadBytes().writeBytes(segment);
            talk.go(in);
        }
        return talk;
    }

    List<String> steps() {
        return steps;
    }

    /** Returns all that was sent to the server, one character per byte. */
    String sent() {
        return sent.toString();
    }

    /** Returns true if the server has accepted the login. */
    boolean done() {
        return done;
    }

    private void go(ByteBuf in) {
        while (!over) {
            int waiting = in.readableBytes();
            LoginStep step = login.next(in);
            assertThat(in.readableBytes()).isLessThanOrEqualTo(MOST_HELD);
            if (step instanceof LoginStep.NeedMore) {
                return;
            }
            // A step that forwards a line may be followed by a step that sends a command, for the same line.
            int least = steps.isEmpty() || !steps.get(steps.size() - 1).startsWith("Forward ") ? 1 : 0;
            assertThat(waiting - in.readableBytes())
                    .as("%s consumes bytes", step)
                    .isGreaterThanOrEqualTo(least);
            perform(step);
        }
    }

    private void perform(LoginStep step) {
        if (step instanceof LoginStep.Send send) {
            steps.add("Send " + Dice.text(send.bytes()));
            sent.append(Dice.text(send.bytes()));
        } else if (step instanceof LoginStep.Forward forward) {
            steps.add("Forward " + lines(forward.lines()));
        } else if (step instanceof LoginStep.StartTls) {
            steps.add("StartTls");
            perform(login.tlsStarted());
        } else {
            steps.add(end(step));
            over = true;
        }
    }

    private String end(LoginStep step) {
        if (step instanceof LoginStep.Done accepted) {
            done = true;
            return "Done " + lines(accepted.reply());
        }
        if (step instanceof LoginStep.Rejected rejected) {
            Refusal refusal = rejected.refusal();
            return "Rejected " + lines(refusal.before()) + "|" + lines(refusal.line()) + "|" + refusal.challenge();
        }
        LoginStep.Broken broken = (LoginStep.Broken) step;
        assertThat(broken.reason()).matches("[ -~]+");
        return "Broken " + broken.reason() + (broken.reply() == null ? "" : "|" + lines(broken.reply()));
    }

    /** Checks that the client gets complete lines only. */
    private static String lines(byte[] reply) {
        assertThat(reply.length == 0 || reply[reply.length - 1] == '\n').isTrue();
        return Dice.text(reply);
    }
}
