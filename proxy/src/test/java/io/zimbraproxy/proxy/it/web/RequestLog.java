package io.zimbraproxy.proxy.it.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What a {@link RecordingMailbox} reads, on all its connections. */
final class RequestLog {
    private static final long WAIT_SECONDS = 5;

    private List<SeenRequest> requests = new ArrayList<>();
    private List<String> parts = new ArrayList<>();
    private List<String> faults = new ArrayList<>();
    private int underWay;
    private final Map<String, Integer> scripted = new HashMap<>();

    /**
     * What was read in a time.
     *
     * @param requests the complete ones
     * @param parts of requests whose connection ended before they were complete
     * @param faults what no strict server takes for a request, or for one request
     */
    record Seen(List<SeenRequest> requests, List<String> parts, List<String> faults) {}

    /** Everything since the last time. */
    synchronized Seen taken() {
        Seen seen = new Seen(requests, parts, faults);
        requests = new ArrayList<>();
        parts = new ArrayList<>();
        faults = new ArrayList<>();
        return seen;
    }

    synchronized void begun() {
        underWay++;
    }

    synchronized void ended() {
        underWay--;
        notifyAll();
    }

    synchronized void complete(SeenRequest request) {
        requests.add(request);
    }

    synchronized void part(String said) {
        parts.add(said);
    }

    synchronized void fault(String what) {
        faults.add(what);
    }

    /** A connection more on which the script for this target was played, or, with a minus, one that has ended. */
    synchronized void scripted(String target, int more) {
        scripted.merge(target, more, Integer::sum);
        notifyAll();
    }

    /** Waits until no request is half read; false when one stays so. */
    boolean awaitNothingUnderWay() throws InterruptedException {
        return await(() -> underWay == 0);
    }

    /** Waits until all connections on which this target's script was played have ended; false when one stays. */
    boolean awaitEnd(String target) throws InterruptedException {
        return await(() -> scripted.getOrDefault(target, 0) == 0);
    }

    private synchronized boolean await(BooleanSupplier wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!wanted.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
