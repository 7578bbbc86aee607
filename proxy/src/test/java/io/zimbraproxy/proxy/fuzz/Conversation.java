package io.zimbraproxy.proxy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.session.Dialogue;
import io.zimbraproxy.proxy.session.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Drives a dialogue as a session does, and writes down its steps. A login is refused, so that the talk goes on where it can:
 * with the answer to an error challenge. TLS starts at once.
 */
public final class Conversation {
    private final Dialogue dialogue;
    private final int lineBytes;
    private final List<String> steps = new ArrayList<>();
    private final List<Credentials> logins = new ArrayList<>();
    private boolean over;

    private Conversation(Dialogue dialogue, int lineBytes) {
        this.dialogue = dialogue;
        this.lineBytes = lineBytes;
    }

    /** What comes of these segments; {@code lineBytes} is the limit of the dialogue. */
    public static Conversation of(Dialogue dialogue, int lineBytes, List<byte[]> segments) {
        Conversation conversation = new Conversation(dialogue, lineBytes);
        ByteBuf in = Unpooled.buffer(256);
        for (byte[] segment : segments) {
            in.discardReadBytes().writeBytes(segment);
            conversation.go(in);
        }
        return conversation;
    }

    /** The steps, as text. */
    public List<String> steps() {
        return steps;
    }

    /** The credentials of the logins. */
    public List<Credentials> logins() {
        return logins;
    }

    private void go(ByteBuf in) {
        while (!over) {
            int waiting = in.readableBytes();
            Step step = dialogue.next(in);
            if (step instanceof Step.NeedMore) {
                assertThat(in.readableBytes()).as("bytes held").isLessThan(lineBytes);
                return;
            }
            // A step that takes nothing and is not the last would be made for ever.
            assertThat(step instanceof Step.Close || in.readableBytes() < waiting)
                    .as("%s takes something", step)
                    .isTrue();
            perform(step);
        }
    }

    private void perform(Step step) {
        if (step instanceof Step.Send send) {
            heard(step.getClass().getSimpleName(), send.text());
        } else if (step instanceof Step.Close close) {
            heard("Close " + close.cause(), close.text());
            over = true;
        } else if (step instanceof Step.StartTls startTls) {
            heard("StartTls", startTls.text());
            dialogue.tlsStarted();
        } else if (step instanceof Step.Login login) {
            login(login.credentials());
        } else {
            throw new AssertionError("a step that no mechanism here takes: " + step);
        }
    }

    private void login(Credentials credentials) {
        logins.add(credentials);
        steps.add("Login " + shown(credentials));
        heard("Refused", dialogue.loginRefused());
        if (credentials.form().bearer()) {
            Step.Close end = new Step.Close(dialogue.loginRefused() + dialogue.farewell(), CloseCause.SASL_REFUSED);
            perform(dialogue.challenge("e30=", null, end));
        } else {
            over = true;
        }
    }

    /** All of the credentials. */
    public static String shown(Credentials credentials) {
        return credentials.form() + "|" + Dice.text(credentials.authorizationId()) + "|"
                + Dice.text(credentials.authenticationId()) + "|" + Dice.text(credentials.password());
    }

    private void heard(String kind, String text) {
        assertThat(printableLines(text)).as("complete lines: %s", text).isTrue();
        steps.add(kind + " " + text);
    }

    /** By hand, for speed: lines of printable US-ASCII, each with its CRLF. */
    private static boolean printableLines(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (lineEnd) {
                i++;
            } else if (c < ' ' || c > '~') {
                return false;
            }
        }
        return text.endsWith("\r\n");
    }
}
