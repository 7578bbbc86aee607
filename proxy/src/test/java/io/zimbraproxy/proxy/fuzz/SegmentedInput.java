package io.zimbraproxy.proxy.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * The input of one peer, and its division into segments.
 *
 * @param pieces parts of the input, with one byte per character; jqwik removes those that a failure does not need
 * @param cuts the seed of the positions at which segments end
 */
public record SegmentedInput(List<String> pieces, long cuts) {
    /** Generates inputs of up to {@code most} pieces. */
    public static Arbitrary<SegmentedInput> of(Function<Dice, String> piece, int most) {
        return Combinators.combine(
                        Dice.make(piece).list().ofMaxSize(most),
                        Arbitraries.longs().withoutEdgeCases().dontShrink())
                .as(SegmentedInput::new);
    }

    /** Returns the whole input. */
    public byte[] bytes() {
        return Dice.bytes(String.join("", pieces));
    }

    /** Returns the input in one segment, byte by byte, and twice in random segments. */
    public List<List<byte[]>> segmentations() {
        byte[] bytes = bytes();
        return List.of(List.of(bytes), cut(bytes, 1), cut(bytes, 12), cut(bytes, 1 + Math.max(1, bytes.length)));
    }

    private List<byte[]> cut(byte[] bytes, int most) {
        Random random = new Random(cuts);
        List<byte[]> segments = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(most));
            segments.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return segments;
    }

    /** Returns the input as Java string literals, and how to repeat it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("repeat with " + Dice.repeat() + "; cuts " + cuts + "; input");
        pieces.forEach(piece -> text.append(" \"").append(source(piece)).append('"'));
        return text.toString();
    }

    /** Returns the text as it is written in a Java string literal. */
    public static String source(String text) {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> source.append("\\r");
                case '\n' -> source.append("\\n");
                case '"', '\\' -> source.append('\\').append(c);
                default -> source.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
        }
        return source.toString();
    }
}
