package io.zimbraproxy.proxy.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random choices for one generated input. The same seed makes the same choices. */
public final class Dice {
    /** System property with the seed. */
    public static final String SEED = "fuzz.seed";

    private static final long seed = Long.getLong(SEED, 1);
    private final Random random;

    Dice(long start) {
        random = new Random(start * 0x9E3779B97F4A7C15L ^ seed);
    }

    /** Generates values with a function of random choices. */
    public static <T> Arbitrary<T> make(Function<Dice, T> generator) {
        return Arbitraries.randomValue(jqwik -> generator.apply(new Dice(jqwik.nextLong())));
    }

    /** Returns the option that repeats a failure. */
    public static String repeat() {
        return "-D" + SEED + "=" + seed;
    }

    /** Returns a number from 0 to {@code bound} - 1. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns true once in this number of times. */
    public boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    long number() {
        return random.nextLong();
    }

    /** Returns up to {@code max} bytes of any value. */
    public byte[] noise(int max) {
        byte[] bytes = new byte[random.nextInt(max + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Returns up to {@code max} characters, mostly those with a meaning for parsers. */
    public String syntax(int max) {
        String signs = "aAzZ09 \"\\{}+()*=,/@%.-_\t\r\n\0\u0001\u007f\u00e9\u00ff";
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(max + 1); left > 0; left--) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return text.toString();
    }

    /** Returns {@code min} to {@code max} bytes without NUL, and without line ends unless they are allowed. */
    public byte[] secret(int min, int max, boolean lineEnds) {
        byte[] bytes = new byte[min + random.nextInt(max - min + 1)];
        boolean plain = random.nextBoolean();
        for (int i = 0; i < bytes.length; i++) {
            do {
                bytes[i] = (byte) (plain ? '!' + random.nextInt('~' - '!' + 1) : random.nextInt());
            } while (bytes[i] == 0 || !lineEnds && (bytes[i] == '\r' || bytes[i] == '\n'));
        }
        return bytes;
    }

    /** Returns the text with up to three random changes, deletions, repetitions or insertions. */
    public String faulty(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int faults = random.nextInt(4); faults > 0 && !changed.isEmpty(); faults--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.setCharAt(at, (char) random.nextInt(256));
                case 1 -> changed.deleteCharAt(at);
                case 2 -> changed.insert(at, changed.substring(at, Math.min(changed.length(), at + 4)));
                default -> changed.insert(at, syntax(3));
            }
        }
        return changed.toString();
    }

    /** Encodes a text with one byte per character. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Decodes bytes with one character per byte. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
