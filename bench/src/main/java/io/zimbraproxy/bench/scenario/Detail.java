package io.zimbraproxy.bench.scenario;

/** What a round shows beside what is compared. */
public enum Detail {
    USER("user", 1),
    SYSTEM("system", 1),
    COMPILER("jit", 1),
    PER_SECOND("per s", 0),
    P50("p50 ms", 2),
    P99("p99 ms", 2),
    MEMORY("MiB", 0),
    /** Microseconds of this process, load and servers together, for a unit. */
    BENCH("bench", 1),
    /** Percent of the machine that others used. */
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

    /** Behind the point. */
    public int digits() {
        return digits;
    }
}
