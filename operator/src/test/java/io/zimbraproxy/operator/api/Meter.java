package io.zimbraproxy.operator.api;

import java.io.IOException;
import java.time.Duration;

/** Prints what was used since it did so last: time, memory and processors of the operator, and requests to the API server. */
public final class Meter {
    private final int resources;
    private final int pods;
    private final MockApiServer server;
    private final PodFleet fleet;
    private final OperatorProcess operator;
    private long start = System.nanoTime();
    private Duration cpu = Duration.ZERO;
    private int asked;

    /** {@code pods} of each resource are asked at each look at it. */
    public Meter(int resources, int pods, MockApiServer server, PodFleet fleet, OperatorProcess operator) {
        this.resources = resources;
        this.pods = pods;
        this.server = server;
        this.fleet = fleet;
        this.operator = operator;
    }

    /** Prints a line and begins anew. */
    public void print(String phase) throws IOException {
        Duration used = operator.cpu().minus(cpu);
        System.out.printf(
                "resources=%d phase=\"%s\" seconds=%.1f residentMiB=%d cpuSeconds=%.1f looks=%d requests=%s writesPerResource=%.2f%n",
                resources,
                phase,
                (System.nanoTime() - start) / 1e9,
                operator.residentKiB() / 1024,
                used.toMillis() / 1000.0,
                (fleet.asked() - asked) / pods,
                server.requestsByVerb(),
                (double) server.writes().size() / resources);
        start = System.nanoTime();
        cpu = operator.cpu();
        asked = fleet.asked();
        server.forget();
    }
}
