package io.zimbraproxy.bench.load;

/** Sum of the bytes of all connections of a load, counted in whole MiB. Use it on one event loop. */
final class MebibyteCounter {
    private static final int UNIT = 1 << 20;

    /** Bytes that are not yet a whole unit. */
    private long rest;

    /** Adds bytes, and counts the units that they complete. */
    void add(int bytes, LoadCounters counters) {
        rest += bytes;
        if (rest >= UNIT) {
            counters.done(rest / UNIT);
            rest %= UNIT;
        }
    }
}
