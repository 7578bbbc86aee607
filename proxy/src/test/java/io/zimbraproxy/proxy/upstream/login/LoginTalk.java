package io.zimbraproxy.proxy.upstream.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.fuzz.Dice;
import java.util.ArrayList;
import java.util.List;

/** Drives a login with what a mailbox server says, and writes down its steps. */
final class LoginTalk {
    /** What the code under test allows a line, and a segment more. */
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

    /** All that went to the server, one character a byte. */
    String sent() {
        return sent.toString();
    }

    /** True when the server has accepted the login. */
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
            // Behind words for the client there may be some for the server, too.
            int least = steps.isEmpty() || !steps.get(steps.size() - 1).startsWith("Say ") ? 1 : 0;
            assertThat(waiting - in.readableBytes())
                    .as("%s takes something", step)
                    .isGreaterThanOrEqualTo(least);
            perform(step);
        }
    }

    private void perform(LoginStep step) {
        if (step instanceof LoginStep.Send send) {
            steps.add("Send " + Dice.text(send.bytes()));
            sent.append(Dice.text(send.bytes()));
        } else if (step instanceof LoginStep.Say say) {
            steps.add("Say " + lines(say.words()));
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
            return "Done " + lines(accepted.answer());
        }
        if (step instanceof LoginStep.Rejected rejected) {
            Refusal refusal = rejected.refusal();
            return "Rejected " + lines(refusal.before()) + "|" + lines(refusal.line()) + "|" + refusal.challenge();
        }
        LoginStep.Broken broken = (LoginStep.Broken) step;
        assertThat(broken.what()).matches("[ -~]+");
        return "Broken " + broken.what() + (broken.words() == null ? "" : "|" + lines(broken.words()));
    }

    /** What the server says reaches a client in complete lines. */
    private static String lines(byte[] words) {
        assertThat(words.length == 0 || words[words.length - 1] == '\n').isTrue();
        return Dice.text(words);
    }
}
