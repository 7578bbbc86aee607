package io.zimbraproxy.bench.load;

/** Bytes of all connections of a load, told to its progress in whole units; for one event loop. */
final class WholeUnits {
    private static final int UNIT = 1 << 20;

    /** Bytes that are not yet a whole unit. */
    private long rest;

    /** So many more bytes. */
    void add(int bytes, Progress progress) {
        rest += bytes;
        if (rest >= UNIT) {
            progress.done(rest / UNIT);
            rest %= UNIT;
        }
    }
}
