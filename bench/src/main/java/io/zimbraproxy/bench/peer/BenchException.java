package io.zimbraproxy.bench.peer;

/** A failed scenario or run. Message: {@code where: what is wrong (what was seen); what to do}. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BenchException(String what) {
        super(what);
    }
}
