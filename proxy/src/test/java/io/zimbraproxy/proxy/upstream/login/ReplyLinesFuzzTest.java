package io.zimbraproxy.proxy.upstream.login;

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

class ReplyLinesFuzzTest {
    @Provide
    Arbitrary<SegmentedInput> inputs() {
        return SegmentedInput.of(dice -> dice.syntax(20) + dice.oneOf("", "\n", "\r\n"), 8);
    }

    @Fuzz
    void takesTheSameLinesHoweverTheyAreSegmented(@ForAll("inputs") SegmentedInput input) {
        String text = Dice.text(input.bytes());
        List<String> expected = new ArrayList<>(List.of(text.split("(?<=\n)")));
        if (!text.endsWith("\n")) {
            expected.remove(expected.size() - 1);
        }
        for (List<byte[]> segments : input.segmentations()) {
            assertThat(read(segments)).isEqualTo(expected);
        }
        expected.forEach(line -> {
            assertThat(ReplyLines.shown(Dice.bytes(line))).matches("[ -~]*").hasSizeLessThanOrEqualTo(85);
            assertThat(ReplyLines.afterPlus(Dice.bytes(line))).matches("[A-Za-z0-9+/=]*");
        });
    }

    private static List<String> read(List<byte[]> segments) {
        ReplyLines reader = new ReplyLines();
        ByteBuf in = Unpooled.buffer();
        List<String> lines = new ArrayList<>();
        for (byte[] segment : segments) {
            in.discardReadBytes().writeBytes(segment);
            for (byte[] line = reader.next(in); line != null; line = reader.next(in)) {
                lines.add(Dice.text(line));
            }
            assertThat(reader.tooLong()).isFalse();
        }
        return lines;
    }
}
