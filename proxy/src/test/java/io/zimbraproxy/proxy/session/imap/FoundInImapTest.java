package io.zimbraproxy.proxy.session.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.fuzz.DialogueRun;
import io.zimbraproxy.proxy.fuzz.Dialogues;
import io.zimbraproxy.proxy.fuzz.Dice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the smallest inputs with which the fuzz tests have found faults. */
class FoundInImapTest {
    @Test
    void acceptsACommandThatJustFits() {
        // One byte below the limit of 128 bytes, and exactly the limit; the last CRLF does not count.
        for (int length : new int[] {127, 128}) {
            String begun = "a LOGIN {1+}\r\nx ";
            String said = begun + "p".repeat(length - begun.length()) + "\r\n";
            assertThat(steps(said.split(""))).isEqualTo(steps(said));
        }
    }

    @Test
    void readsASaslMessageThatLooksLikeALiteral() {
        assertThat(steps("a AUTHENTICATE LOGIN\r\n", "x LOGIN {1}\r\n"))
                .containsExactly("Continue + VXNlcm5hbWU6\r\n", "Reply a BAD invalid command\r\n");
        assertThat(steps("a AUTHENTICATE LOGIN\r\n", "x {1}\r\n"))
                .containsExactly("Continue + VXNlcm5hbWU6\r\n", "Reply a BAD invalid command\r\n");
    }

    @Test
    void refusesALiteralThatIsNotAtTheEndOfItsLine() {
        assertThat(steps("a LOGIN {3} b {2+}\r\nxx y\r\n")).containsExactly("Reply a BAD invalid command\r\n");
        assertThat(steps("a LOGIN {4}\rX {2} {1+}\r\nb\r\n")).containsExactly("Reply a BAD invalid command\r\n");
    }

    private static List<String> steps(String... segments) {
        return DialogueRun.of(
                        Dialogues.imap(Dialogues.LINE, Dialogues.LITERAL),
                        Dialogues.LINE,
                        Stream.of(segments).map(Dice::bytes).toList())
                .steps();
    }
}
