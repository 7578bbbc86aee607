package io.zimbraproxy.bench.peer;

import io.zimbraproxy.bench.cpu.ProcessTree;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A peer with a master process, which replaces its workers on a signal. */
final class SignalledPeer implements MeasuredPeer {
    private static final Duration SIGNAL_AGAIN = Duration.ofSeconds(1);
    private static final String READY = "/zimbra/small";
    private static final String RELOAD = "HUP";
    private static final Duration RELOAD_TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private final PeerProcess process;
    private final PeerPorts ports;
    private final Duration started;

    private SignalledPeer(String name, PeerProcess process, PeerPorts ports, Duration started) {
        this.name = name;
        this.process = process;
        this.ports = ports;
        this.started = started;
    }

    static MeasuredPeer start(String name, PeerEnvironment environment, List<String> command, PeerPorts ports)
            throws Exception {
        PeerProcess process = new PeerProcess(name, environment.folder(), command);
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

    /** Reloads by signal, and waits until there is a new worker and the peer serves. */
    @Override
    public void reload() throws Exception {
        Set<Long> before = workers();
        long end = System.nanoTime() + RELOAD_TIMEOUT.toNanos();
        // HAProxy can lose a signal while it handles an earlier one.
        long again = System.nanoTime();
        while (before.containsAll(workers())) {
            if (System.nanoTime() > end) {
                throw new BenchException(name + ": did not reload; end of its log:\n" + logTail());
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
    public String logTail() {
        return process.logTail();
    }

    @Override
    public void close() {
        process.close();
    }
}
