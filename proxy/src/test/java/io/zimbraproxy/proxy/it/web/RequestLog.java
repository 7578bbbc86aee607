package io.zimbraproxy.proxy.it.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Data that a {@link RecordingMailbox} reads, on all its connections. Thread-safe. */
final class RequestLog {
    private static final long WAIT_SECONDS = 5;

    private List<ParsedRequest> requests = new ArrayList<>();
    private List<String> parts = new ArrayList<>();
    private List<String> faults = new ArrayList<>();
    private int reading;
    private final Map<String, Integer> scripted = new HashMap<>();

    /**
     * Data of a period.
     *
     * @param requests complete requests
     * @param parts incomplete requests whose connection ended
     * @param faults data that is not exactly one valid request
     */
    record Entries(List<ParsedRequest> requests, List<String> parts, List<String> faults) {}

    /** Returns and clears the entries. */
    synchronized Entries take() {
        Entries taken = new Entries(requests, parts, faults);
        requests = new ArrayList<>();
        parts = new ArrayList<>();
        faults = new ArrayList<>();
        return taken;
    }

    synchronized void requestBegun() {
        reading++;
    }

    synchronized void requestEnded() {
        reading--;
        notifyAll();
    }

    synchronized void addRequest(ParsedRequest request) {
        requests.add(request);
    }

    synchronized void addPart(String text) {
        parts.add(text);
    }

    synchronized void addFault(String fault) {
        faults.add(fault);
    }

    /** Counts open connections on which the script of this target has run: +1 for a new one, -1 for an ended one. */
    synchronized void countScripted(String target, int change) {
        scripted.merge(target, change, Integer::sum);
        notifyAll();
    }

    /** Waits until no request is partly read; returns false after a time-out. */
    boolean awaitNoOpenRequest() throws InterruptedException {
        return await(() -> reading == 0);
    }

    /** Waits until all connections with the script of this target have ended; returns false after a time-out. */
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
