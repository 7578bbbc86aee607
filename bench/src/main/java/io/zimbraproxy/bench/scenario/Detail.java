package io.zimbraproxy.bench.scenario;

/** Figures of a round besides the compared value. */
public enum Detail {
    USER("user", 1),
    SYSTEM("system", 1),
    COMPILER("jit", 1),
    PER_SECOND("per s", 0),
    P50("p50 ms", 2),
    P99("p99 ms", 2),
    MEMORY("MiB", 0),
    /** CPU microseconds per unit of this process, load and backends together. */
    BENCH("bench", 1),
    /** Percentage of the machine that other processes used. */
    OTHERS("others %", 0);

    private final String title;
    private final int digits;

    Detail(String title, int digits) {
        this.title = title;
        this.digits = digits;
    }

    public String title() {
        return title;
    }

    /** Returns the number of decimal places. */
    public int digits() {
        return digits;
    }
}
