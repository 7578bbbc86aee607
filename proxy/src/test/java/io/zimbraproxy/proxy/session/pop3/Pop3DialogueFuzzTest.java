package io.zimbraproxy.proxy.session.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.fuzz.DialogueRun;
import io.zimbraproxy.proxy.fuzz.Dialogues;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.Pop3Text;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class Pop3DialogueFuzzTest {
    private static final String ERROR = "Reply -ERR invalid command\r\n";

    @Provide
    Arbitrary<SegmentedInput> inputs() {
        return SegmentedInput.of(Pop3Text::client, 8);
    }

    @Fuzz
    void repliesTheSameHoweverInputIsSegmented(@ForAll("inputs") SegmentedInput input) {
        List<String> expected = null;
        for (List<byte[]> segments : input.segmentations()) {
            List<String> steps = DialogueRun.of(Dialogues.pop3(Dialogues.LINE), Dialogues.LINE, segments)
                    .steps();
            if (expected == null) {
                expected = steps;
                assertThat(steps.stream().filter(ERROR::equals).count())
                        .as("errors before the end")
                        .isLessThan(Dialogues.ERRORS);
            }
            assertThat(steps).isEqualTo(expected);
        }
    }

    /** Commands that certainly do, or do not, count as errors. */
    @Provide
    Arbitrary<SegmentedInput> errors() {
        return SegmentedInput.of(
                dice -> dice.oneOf("NOOP\r\n", "CAPA\r\n", "USER x\r\n", "\r\n", "NOOP x\r\n", "ABCD\r\n"), 16);
    }

    @Fuzz
    void endsAtTheLastError(@ForAll("errors") SegmentedInput input) {
        List<String> expected = new ArrayList<>();
        int errors = 0;
        boolean named = false;
        for (String piece : input.pieces()) {
            // A second USER after the first is invalid.
            boolean valid = piece.equals("NOOP\r\n") || piece.equals("CAPA\r\n") || piece.startsWith("USER") && !named;
            named = valid && (named || piece.startsWith("USER"));
            if (!valid) {
                errors++;
            }
            expected.add(valid ? "+OK" : errors < Dialogues.ERRORS ? "-ERR" : "end");
            if (errors == Dialogues.ERRORS) {
                break;
            }
        }
        assertThat(DialogueRun.of(
                                Dialogues.pop3(Dialogues.LINE),
                                Dialogues.LINE,
                                input.segmentations().get(2))
                        .steps())
                .extracting(step -> step.startsWith("Close") ? "end" : step.equals(ERROR) ? "-ERR" : "+OK")
                .isEqualTo(expected);
    }
}
