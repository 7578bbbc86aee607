package io.zimbraproxy.bench.peer;

import io.zimbraproxy.bench.cpu.ProcessTree;
import io.zimbraproxy.stub.net.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The Zimbra Proxy as it is packaged. */
public final class ZimbraProxyPeer implements MeasuredPeer {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String READY = "/zimbra/small";

    private final String name;
    private final PeerProcess process;
    private final PeerPorts ports;
    private final int management;
    private final Duration started;

    private ZimbraProxyPeer(String name, PeerProcess process, PeerPorts ports, int management, Duration started) {
        this.name = name;
        this.process = process;
        this.ports = ports;
        this.management = management;
        this.started = started;
    }

    public static ZimbraProxyPeer start(PeerEnvironment environment, ProxyJar jar) throws Exception {
        return start(environment, jar, 0);
    }

    /** Starts a proxy with {@code hosts} virtual hosts, each with its own certificate. */
    public static ZimbraProxyPeer start(PeerEnvironment environment, ProxyJar jar, int hosts) throws Exception {
        PeerPorts ports = PeerPorts.byServerName();
        int management = FreePorts.take();
        Path manifest = manifest(environment, jar.name(), ports, hosts);
        List<String> command = new ArrayList<>();
        command.add(jar.java().toString());
        command.addAll(jar.options());
        command.addAll(List.of(
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + management,
                "-jar",
                jar.jar().toString(),
                "--config",
                manifest.toString(),
                "--secrets-dir",
                environment.folder().resolve("secrets").toString()));
        PeerProcess process = new PeerProcess(jar.name(), environment.folder(), command);
        try {
            process.awaitOk(ports.of(Service.HTTP), READY);
            Duration started = process.awaitOk(management, "/q/health/ready");
            return new ZimbraProxyPeer(jar.name(), process, ports, management, started);
        } catch (Exception | Error failed) {
            process.close();
            throw failed;
        }
    }

    private static Path manifest(PeerEnvironment environment, String name, PeerPorts ports, int hosts)
            throws Exception {
        // The template contains the first host.
        List<String> names = IntStream.range(1, hosts)
                .mapToObj(number -> "host" + number + ".example.net")
                .toList();
        environment.certificates(names);
        Map<String, Object> values = ports.values();
        values.put(
                "DOMAINS",
                names.stream()
                        .map(host -> "\n    - {name: " + host + ", virtualHosts: [" + host
                                + "], certificateRef: {name: " + host + "}}")
                        .collect(Collectors.joining()));
        return environment.write(name + ".yaml", "proxy.yaml", values);
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
        return true;
    }

    /** Reloads by the management endpoint, which responds when the new configuration is in use. */
    @Override
    public void reload() throws Exception {
        Path manifest = process.folder().resolve(name + ".yaml");
        String text = Files.readString(manifest);
        Files.writeString(
                manifest,
                text.contains("imapIdle: 31m")
                        ? text.replace("imapIdle: 31m", "imapIdle: 32m")
                        : text.replace("imapIdle: 32m", "imapIdle: 31m"));
        URI uri = URI.create("http://127.0.0.1:" + management + "/config/reload");
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new BenchException(name + ": did not reload (" + response.body() + ")");
        }
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
