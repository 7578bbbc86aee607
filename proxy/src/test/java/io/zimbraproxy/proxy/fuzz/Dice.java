package io.zimbraproxy.proxy.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Chooses at random what an input is made of; the same seed chooses the same. */
public final class Dice {
    /** Property that chooses other inputs. */
    public static final String SEED = "fuzz.seed";

    private static final long seed = Long.getLong(SEED, 1);
    private final Random random;

    Dice(long start) {
        random = new Random(start * 0x9E3779B97F4A7C15L ^ seed);
    }

    /** What {@code made} makes, as often as jqwik wants one. */
    public static <T> Arbitrary<T> make(Function<Dice, T> made) {
        return Arbitraries.randomValue(jqwik -> made.apply(new Dice(jqwik.nextLong())));
    }

    /** How a failure is repeated. */
    public static String repeat() {
        return "-D" + SEED + "=" + seed;
    }

    /** 0 to {@code bound} - 1. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times. */
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

    /** Up to {@code max} bytes of any value. */
    public byte[] noise(int max) {
        byte[] bytes = new byte[random.nextInt(max + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Up to {@code max} bytes, mostly those that mean something to a parser. */
    public String syntax(int max) {
        String signs = "aAzZ09 \"\\{}+()*=,/@%.-_\t\r\n\0\u0001\u007f\u00e9\u00ff";
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(max + 1); left > 0; left--) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return text.toString();
    }

    /** At least {@code min} bytes without NUL, and without line ends unless they are allowed. */
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

    /** The text with a few bytes changed, left out, doubled or put in. */
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

    /** The bytes that a text of one byte a character stands for. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text that stands for these bytes, one character a byte. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
