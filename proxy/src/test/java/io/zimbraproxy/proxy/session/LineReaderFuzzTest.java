package io.zimbraproxy.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.fuzz.Fuzz;
import io.zimbraproxy.proxy.fuzz.SegmentedInput;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LineReaderFuzzTest {
    private static final String TOO_LONG = "(too long)";

    @Provide
    Arbitrary<SegmentedInput> inputs() {
        return SegmentedInput.of(dice -> dice.syntax(12) + dice.oneOf("", "\n", "\r\n", "\r\r\n"), 8);
    }

    @Fuzz
    void takesTheSameLinesHoweverTheyAreSegmented(
            @ForAll("inputs") SegmentedInput input, @ForAll @IntRange(min = 1, max = 20) int max) {
        List<String> expected = lines(Dice.text(input.bytes()), max);
        for (List<byte[]> segments : input.segmentations()) {
            assertThat(read(segments, max)).isEqualTo(expected);
        }
    }

    /** Finds the lines independently of the reader. */
    private static List<String> lines(String text, int max) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
            if (end + 1 - at > max) {
                lines.add(TOO_LONG);
                return lines;
            }
            String line = text.substring(at, end);
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            at = end + 1;
        }
        if (text.length() - at >= max) {
            lines.add(TOO_LONG);
        }
        return lines;
    }

    private static List<String> read(List<byte[]> segments, int max) {
        LineReader reader = new LineReader(max);
        ByteBuf in = Unpooled.buffer();
        List<String> lines = new ArrayList<>();
        for (byte[] segment : segments) {
            in.discardReadBytes().writeBytes(segment);
            LineReader.LineResult outcome = reader.find(in);
            while (outcome == LineReader.LineResult.LINE) {
                lines.add(Dice.text(reader.take(in)));
                outcome = reader.find(in);
            }
            if (outcome == LineReader.LineResult.TOO_LONG) {
                lines.add(TOO_LONG);
                return lines;
            }
            assertThat(in.readableBytes()).as("bytes held").isLessThan(max);
        }
        return lines;
    }
}
