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
 * Runs a dialogue as a session does, and records its steps. Every login is refused, so that the dialogue continues with the
 * response to an error challenge if the mechanism has one. TLS starts at once.
 */
public final class DialogueRun {
    private final Dialogue dialogue;
    private final int lineBytes;
    private final List<String> steps = new ArrayList<>();
    private final List<Credentials> logins = new ArrayList<>();
    private boolean over;

    private DialogueRun(Dialogue dialogue, int lineBytes) {
        this.dialogue = dialogue;
        this.lineBytes = lineBytes;
    }

    /** Runs a dialogue with these segments as input. {@code lineBytes} is the limit of the dialogue. */
    public static DialogueRun of(Dialogue dialogue, int lineBytes, List<byte[]> segments) {
        DialogueRun run = new DialogueRun(dialogue, lineBytes);
        ByteBuf in = Unpooled.buffer(256);
        for (byte[] segment : segments) {
            in.discardReadBytes().writeBytes(segment);
            run.process(in);
        }
        return run;
    }

    /** Returns the steps as text. */
    public List<String> steps() {
        return steps;
    }

    /** Returns the credentials of all logins. */
    public List<Credentials> logins() {
        return logins;
    }

    private void process(ByteBuf in) {
        while (!over) {
            int waiting = in.readableBytes();
            Step step = dialogue.next(in);
            if (step instanceof Step.NeedMore) {
                assertThat(in.readableBytes())
                        .as("bytes left in the buffer while the dialogue needs more")
                        .isLessThan(lineBytes);
                return;
            }
            // A step that consumes nothing, unless it is the last one, would repeat for ever.
            assertThat(step instanceof Step.Close || in.readableBytes() < waiting)
                    .as("%s consumes input", step)
                    .isTrue();
            perform(step);
        }
    }

    private void perform(Step step) {
        if (step instanceof Step.Send send) {
            record(step.getClass().getSimpleName(), send.text());
        } else if (step instanceof Step.Close close) {
            record("Close " + close.cause(), close.text());
            over = true;
        } else if (step instanceof Step.StartTls startTls) {
            record("StartTls", startTls.text());
            dialogue.tlsStarted();
        } else if (step instanceof Step.Login login) {
            login(login.credentials());
        } else {
            throw new AssertionError("a step that none of these mechanisms uses: " + step);
        }
    }

    private void login(Credentials credentials) {
        logins.add(credentials);
        steps.add("Login " + shown(credentials));
        record("Refused", dialogue.loginRefused());
        if (credentials.form().bearer()) {
            Step.Close end = new Step.Close(dialogue.loginRefused() + dialogue.farewell(), CloseCause.SASL_REFUSED);
            perform(dialogue.challenge("e30=", null, end));
        } else {
            over = true;
        }
    }

    /** Returns all parts of the credentials as text. */
    public static String shown(Credentials credentials) {
        return credentials.form() + "|" + Dice.text(credentials.authorizationId()) + "|"
                + Dice.text(credentials.authenticationId()) + "|" + Dice.text(credentials.password());
    }

    private void record(String kind, String text) {
        assertThat(printableLines(text))
                .as("only complete lines of printable characters: %s", text)
                .isTrue();
        steps.add(kind + " " + text);
    }

    /** Returns whether a text has only lines of printable US-ASCII with CRLF. A loop is faster than a regular expression. */
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
