package io.zimbraproxy.operator.api;

import java.io.IOException;
import java.time.Duration;

/** Prints the time, memory, CPU time and API requests that the operator used since the last line. */
public final class UsageMeter {
    private final int resources;
    private final int pods;
    private final MockApiServer server;
    private final PodFleet fleet;
    private final OperatorProcess operator;
    private long start = System.nanoTime();
    private Duration cpu = Duration.ZERO;
    private int configRequests;

    /** Begins to measure. Each reconcile of a resource requests the configuration of {@code pods} pods. */
    public UsageMeter(int resources, int pods, MockApiServer server, PodFleet fleet, OperatorProcess operator) {
        this.resources = resources;
        this.pods = pods;
        this.server = server;
        this.fleet = fleet;
        this.operator = operator;
    }

    /** Prints a line and starts a new measurement. */
    public void print(String phase) throws IOException {
        Duration used = operator.cpu().minus(cpu);
        System.out.printf(
                "resources=%d phase=\"%s\" seconds=%.1f residentMiB=%d cpuSeconds=%.1f reconciles=%d requests=%s writesPerResource=%.2f%n",
                resources,
                phase,
                (System.nanoTime() - start) / 1e9,
                operator.residentKiB() / 1024,
                used.toMillis() / 1000.0,
                (fleet.configRequests() - configRequests) / pods,
                server.requestsByVerb(),
                (double) server.writes().size() / resources);
        start = System.nanoTime();
        cpu = operator.cpu();
        configRequests = fleet.configRequests();
        server.clearRequests();
    }
}
