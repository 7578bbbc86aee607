package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.backend.Backends;
import io.zimbraproxy.bench.load.Target;
import io.zimbraproxy.bench.load.TlsClient;
import io.zimbraproxy.bench.peer.Haproxy;
import io.zimbraproxy.bench.peer.MeasuredPeer;
import io.zimbraproxy.bench.peer.Nginx;
import io.zimbraproxy.bench.peer.PeerEnvironment;
import io.zimbraproxy.bench.peer.ProxyJar;
import io.zimbraproxy.bench.peer.Service;
import io.zimbraproxy.bench.peer.ZimbraProxyPeer;
import io.zimbraproxy.bench.wire.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The objects that all scenarios share: backends, the load's event loop, and running peers. */
public final class Rig implements AutoCloseable {
    private final Backends backends = new Backends();
    private final Loop loop = new Loop("load");
    private final PeerEnvironment environment;
    private final Map<String, Starter> starters = new LinkedHashMap<>();
    private final Map<String, MeasuredPeer> running = new LinkedHashMap<>();
    private final List<ProxyJar> jars;
    private final RunSettings settings;
    private final Consumer<String> progress;

    /** Starts a new process of a peer. */
    private interface Starter {
        MeasuredPeer start() throws Exception;
    }

    /**
     * Starts the backends.
     *
     * @param others names of the peers besides the Zimbra Proxy
     * @param progress receives the current step
     */
    public Rig(List<String> others, List<ProxyJar> jars, RunSettings settings, Consumer<String> progress)
            throws IOException {
        environment = new PeerEnvironment(backends.ports());
        this.jars = jars;
        this.settings = settings;
        this.progress = progress;
        Map<String, Starter> known = Map.of(
                "nginx-1", () -> Nginx.start(environment, 1),
                "nginx-2", () -> Nginx.start(environment, 2),
                "haproxy", () -> Haproxy.start(environment));
        for (String name : others) {
            Starter starter = known.get(name);
            if (starter != null) {
                starters.put(name, starter);
            }
        }
        jars.forEach(jar -> starters.put(jar.name(), () -> ZimbraProxyPeer.start(environment, jar)));
    }

    Loop loop() {
        return loop;
    }

    RunSettings settings() {
        return settings;
    }

    void report(String step) {
        progress.accept(step);
    }

    /** Waits, so that processes become idle. */
    void rest(Duration time) throws InterruptedException {
        if (settings.rests()) {
            Thread.sleep(time.toMillis());
        }
    }

    /** Returns the names of all peers. */
    List<String> names() {
        return List.copyOf(starters.keySet());
    }

    /** Returns running peers. Each is started at the first call and keeps running. */
    List<MeasuredPeer> peers() throws Exception {
        List<MeasuredPeer> peers = new ArrayList<>();
        for (String name : names()) {
            MeasuredPeer peer = running.get(name);
            if (peer == null) {
                report("starting " + name);
                peer = start(name);
                running.put(name, peer);
            }
            peers.add(peer);
        }
        return peers;
    }

    /** Starts a new process of a peer, which the caller must close. A running one of that name is stopped before. */
    MeasuredPeer start(String name) throws Exception {
        stop(name);
        Starter starter = starters.get(name);
        if (starter == null) {
            throw new IllegalArgumentException(name + ": no such peer");
        }
        return starter.start();
    }

    private void stop(String name) {
        MeasuredPeer peer = running.remove(name);
        if (peer != null) {
            peer.close();
        }
    }

    /** Stops all running peers, so that they do not disturb a measurement. */
    public void stopAll() {
        List.copyOf(running.keySet()).forEach(this::stop);
    }

    /** Starts the first proxy with a number of virtual hosts. The caller must close it. */
    MeasuredPeer withHosts(int hosts) throws Exception {
        return ZimbraProxyPeer.start(
                environment, jars.get(0).withName(jars.get(0).name() + "-" + hosts), hosts);
    }

    /** Returns the name of the first proxy. */
    String first() {
        return jars.get(0).name();
    }

    /**
     * Returns the target for a load on a service of a peer.
     *
     * @param resumes true: clients present tickets of earlier TLS sessions
     */
    static Target target(MeasuredPeer peer, Service service, boolean resumes, String... alpn) {
        return new Target(peer.port(service), service.serverName().map(name -> TlsClient.of(name, resumes, alpn)));
    }

    @Override
    public void close() {
        stopAll();
        loop.close();
        backends.close();
        environment.close();
    }
}
