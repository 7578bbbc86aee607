package io.zimbraproxy.proxy.session.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.ImapText;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import io.zimbraproxy.proxy.session.imap.ImapCommandReader.CommandResult;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ImapCommandReaderFuzzTest {
    /** Number of bytes that are kept of a line that is too long, for its tag. */
    private static final int BEGINNING = 64;

    @Provide
    Arbitrary<SegmentedInput> inputs() {
        return SegmentedInput.of(ImapText::client, 6);
    }

    @Fuzz
    void collectsTheSameCommandsWithinItsLimits(
            @ForAll("inputs") SegmentedInput input,
            @ForAll @IntRange(min = -3, max = 120) int room,
            @ForAll @IntRange(max = 60) int maxLiteral) {
        // Limits near the length of the input find errors where a command just fits, or just does not.
        int maxCommand = Math.max(1, room > 6 ? room : input.bytes().length - room);
        List<String> expected = null;
        for (List<byte[]> segments : input.segmentations()) {
            List<String> outcomes = read(segments, maxCommand, maxLiteral);
            if (expected == null) {
                expected = outcomes;
            }
            assertThat(outcomes).isEqualTo(expected);
        }
    }

    private static List<String> read(List<byte[]> segments, int maxCommand, int maxLiteral) {
        ImapCommandReader reader = new ImapCommandReader(maxCommand, maxLiteral);
        ByteBuf in = Unpooled.buffer();
        List<String> outcomes = new ArrayList<>();
        for (byte[] segment : segments) {
            in.discardReadBytes().writeBytes(segment);
            while (true) {
                int waiting = in.readableBytes();
                CommandResult outcome = reader.read(in);
                if (outcome == CommandResult.NEED_MORE) {
                    break;
                }
                if (outcome == CommandResult.TOO_LONG || outcome == CommandResult.UNSTOPPABLE_LITERAL) {
                    outcomes.add(outcome.name());
                    assertThat(reader.take().length).isLessThanOrEqualTo(Math.max(BEGINNING, maxCommand));
                    return outcomes;
                }
                assertThat(in.readableBytes()).as("%s consumes bytes", outcome).isLessThan(waiting);
                outcomes.add(
                        outcome == CommandResult.CONTINUE
                                ? outcome.name()
                                : outcome + " " + command(reader, maxCommand));
            }
        }
        // The input may end anywhere: these bytes are held for a client that sends no more.
        assertThat(reader.take().length + in.readableBytes()).as("bytes held").isLessThanOrEqualTo(maxCommand);
        return outcomes;
    }

    private static String command(ImapCommandReader reader, int maxCommand) {
        byte[] command = reader.take();
        assertThat(command.length).as("bytes collected").isLessThanOrEqualTo(maxCommand);
        return Dice.text(command);
    }
}
