package io.zimbraproxy.proxy.session.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.fuzz.DialogueRun;
import io.zimbraproxy.proxy.fuzz.Dialogues;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.ImapText;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class ImapDialogueFuzzTest {
    @Provide
    Arbitrary<SegmentedInput> inputs() {
        return SegmentedInput.of(ImapText::client, 8);
    }

    @Fuzz
    void repliesTheSameHoweverInputIsSegmented(@ForAll("inputs") SegmentedInput input) {
        List<String> expected = null;
        for (List<byte[]> segments : input.segmentations()) {
            List<String> steps = DialogueRun.of(
                            Dialogues.imap(Dialogues.LINE, Dialogues.LITERAL), Dialogues.LINE, segments)
                    .steps();
            if (expected == null) {
                expected = steps;
                assertThat(steps.stream().filter(ImapDialogueFuzzTest::isError).count())
                        .as("errors before the end")
                        .isLessThan(Dialogues.ERRORS);
                assertRepliesToSaslMessages(steps);
            }
            assertThat(steps).isEqualTo(expected);
        }
    }

    private static boolean isError(String step) {
        return step.startsWith("Reply ") && step.endsWith(" BAD invalid command\r\n");
    }

    /**
     * Checks that a SASL message is not read as a command: it gets the next challenge, or a reply with the tag of its
     * AUTHENTICATE.
     */
    private static void assertRepliesToSaslMessages(List<String> steps) {
        for (int i = 0; i + 1 < steps.size(); i++) {
            boolean asked =
                    steps.get(i).startsWith("Continue + ") && !steps.get(i).equals("Continue + \r\n");
            String next = steps.get(i + 1);
            assertThat(asked && (next.equals("Continue + \r\n") || next.startsWith("Reply * ")))
                    .as("%s is followed by %s", steps.get(i), next)
                    .isFalse();
        }
    }

    /** Commands that certainly do, or do not, count as errors. */
    @Provide
    Arbitrary<SegmentedInput> errors() {
        return SegmentedInput.of(
                dice -> dice.oneOf(
                        "a NOOP\r\n",
                        "a CAPABILITY\r\n",
                        "a ID NIL\r\n",
                        "\r\n",
                        "x\r\n",
                        "a NOOP x\r\n",
                        "a SELECT {9}\r\n"),
                16);
    }

    @Fuzz
    void endsAtTheLastError(@ForAll("errors") SegmentedInput input) {
        List<String> expected = new ArrayList<>();
        int errors = 0;
        for (String piece : input.pieces()) {
            boolean valid = piece.matches("a (NOOP|CAPABILITY|ID NIL)\r\n");
            if (!valid) {
                errors++;
            }
            expected.add(valid ? "OK" : errors < Dialogues.ERRORS ? "BAD" : "end");
            if (errors == Dialogues.ERRORS) {
                break;
            }
        }
        assertThat(DialogueRun.of(
                                Dialogues.imap(Dialogues.LINE, Dialogues.LITERAL),
                                Dialogues.LINE,
                                input.segmentations().get(2))
                        .steps())
                .extracting(step -> step.startsWith("Close") ? "end" : isError(step) ? "BAD" : "OK")
                .isEqualTo(expected);
    }
}
