package io.zimbraproxy.bench.peer;

/** Where: what is wrong (what was seen); what to do. Ends the run. */
public final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BenchFailure(String what) {
        super(what);
    }
}
