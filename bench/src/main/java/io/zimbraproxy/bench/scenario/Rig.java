package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.load.Target;
import io.zimbraproxy.bench.load.TlsClient;
import io.zimbraproxy.bench.peer.Haproxy;
import io.zimbraproxy.bench.peer.Nginx;
import io.zimbraproxy.bench.peer.Peer;
import io.zimbraproxy.bench.peer.ProxyJar;
import io.zimbraproxy.bench.peer.Service;
import io.zimbraproxy.bench.peer.Site;
import io.zimbraproxy.bench.peer.ZimbraProxy;
import io.zimbraproxy.bench.stage.Stage;
import io.zimbraproxy.bench.wire.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All that measurements share: the servers behind, the load's loop, and peers that run from their first use to the end. */
public final class Rig implements AutoCloseable {
    private final Stage stage = new Stage();
    private final Loop loop = new Loop("load");
    private final Site site;
    private final Map<String, Starter> starters = new LinkedHashMap<>();
    private final Map<String, Peer> running = new LinkedHashMap<>();
    private final List<ProxyJar> jars;
    private final Effort effort;
    private final Consumer<String> progress;

    /** Starts a peer anew. */
    private interface Starter {
        Peer start() throws Exception;
    }

    /** {@code others}: names of the peers beside our proxies; {@code progress}: is told what happens now. */
    public Rig(List<String> others, List<ProxyJar> jars, Effort effort, Consumer<String> progress) throws IOException {
        site = new Site(stage.ports());
        this.jars = jars;
        this.effort = effort;
        this.progress = progress;
        Map<String, Starter> known = Map.of(
                "nginx-1", () -> Nginx.start(site, 1),
                "nginx-2", () -> Nginx.start(site, 2),
                "haproxy", () -> Haproxy.start(site));
        others.forEach(name -> starters.put(name, known.get(name)));
        jars.forEach(jar -> starters.put(jar.name(), () -> ZimbraProxy.start(site, jar)));
    }

    public Stage stage() {
        return stage;
    }

    public Loop loop() {
        return loop;
    }

    public Effort effort() {
        return effort;
    }

    public void say(String what) {
        progress.accept(what);
    }

    /** Leaves processes alone for a while. */
    void rest(Duration time) throws InterruptedException {
        if (effort.rests()) {
            Thread.sleep(time.toMillis());
        }
    }

    /** The names of all peers. */
    public List<String> names() {
        return List.copyOf(starters.keySet());
    }

    /** Peers that stay; they are started when they are first asked for. */
    public List<Peer> peers() throws Exception {
        List<Peer> peers = new ArrayList<>();
        for (String name : starters.keySet()) {
            Peer peer = running.get(name);
            if (peer == null) {
                say("starting " + name);
                peer = start(name);
                running.put(name, peer);
            }
            peers.add(peer);
        }
        return peers;
    }

    /** A peer anew, for its caller to end; there is none of this name beside it. */
    public Peer start(String name) throws Exception {
        stop(name);
        return starters.get(name).start();
    }

    private void stop(String name) {
        Peer peer = running.remove(name);
        if (peer != null) {
            peer.close();
        }
    }

    /** Ends those that stay, so that they do not disturb. */
    public void stopAll() {
        List.copyOf(running.keySet()).forEach(this::stop);
    }

    /** Our first proxy with so many virtual hosts more, for its caller to end. */
    public Peer withHosts(int hosts) throws Exception {
        return ZimbraProxy.start(site, jars.get(0).named(jars.get(0).name() + "-" + hosts), hosts);
    }

    /** The first of our proxies. */
    public String first() {
        return jars.get(0).name();
    }

    /** Where a load on a service of a peer connects; {@code resumes}: with tickets of earlier TLS sessions. */
    static Target target(Peer peer, Service service, boolean resumes, String... alpn) {
        return new Target(peer.port(service), service.serverName().map(name -> TlsClient.of(name, resumes, alpn)));
    }

    @Override
    public void close() {
        stopAll();
        loop.close();
        stage.close();
        site.close();
    }
}
