package io.zimbraproxy.bench.peer;

import io.zimbraproxy.bench.cpu.ProcessTree;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A master process and its workers: at a signal there are new ones. */
final class SignalledPeer implements Peer {
    private static final Duration SIGNAL_AGAIN = Duration.ofSeconds(1);
    private static final String READY = "/zimbra/small";
    private static final String RELOAD = "HUP";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final PeerProcess process;
    private final Ports ports;
    private final Duration started;

    private SignalledPeer(String name, PeerProcess process, Ports ports, Duration started) {
        this.name = name;
        this.process = process;
        this.ports = ports;
        this.started = started;
    }

    static Peer start(String name, Site site, List<String> command, Ports ports) throws Exception {
        PeerProcess process = new PeerProcess(name, site.folder(), command);
        try {
            return new SignalledPeer(name, process, ports, process.awaitOk(ports.of(Service.HTTP), READY));
        } catch (Exception | Error failed) {
            process.close();
            throw failed;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port(Service service) {
        return ports.of(service);
    }

    @Override
    public ProcessTree processes() {
        return process.tree();
    }

    @Override
    public Duration started() {
        return started;
    }

    @Override
    public boolean warmsUp() {
        return false;
    }

    @Override
    public boolean keepsRoutes() {
        return false;
    }

    /** Until a worker answers that was not there before. */
    @Override
    public void reload() throws Exception {
        Set<Long> before = workers();
        long end = System.nanoTime() + PATIENCE.toNanos();
        // HAProxy loses a signal while it takes up another.
        long again = System.nanoTime();
        while (before.containsAll(workers())) {
            if (System.nanoTime() > end) {
                throw new BenchFailure(name + ": did not reload; its log:\n" + said());
            }
            if (System.nanoTime() >= again) {
                process.signal(RELOAD);
                again = System.nanoTime() + SIGNAL_AGAIN.toNanos();
            }
            Thread.onSpinWait();
        }
        process.awaitOk(ports.of(Service.HTTP), READY);
    }

    private Set<Long> workers() {
        return ProcessHandle.of(processes().pid())
                .orElseThrow()
                .descendants()
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    @Override
    public String said() {
        return process.said();
    }

    @Override
    public void close() {
        process.close();
    }
}
