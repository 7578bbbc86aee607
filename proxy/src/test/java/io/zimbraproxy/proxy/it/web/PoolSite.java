package io.zimbraproxy.proxy.it.web;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.ProxyProcess;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A proxy between web clients and recording servers, with the settings of a file of {@code web/sites}. */
final class PoolSite implements AutoCloseable {
    static final String HOST = TestSite.HOST;

    /** Port of mailbox servers for /zx if there is no pool {@code zx}. */
    private static final int ZX_PORT = 8742;

    private static final int ZX_TLS_PORT = 8743;
    /** Target of active health checks, which are not recorded. */
    private static final String CHECK = "/health";

    private static final Path FILES = Path.of("src/test/resources/web/sites");

    private final PoolManifest manifest;
    private final CertificateAuthority authority = CertificateAuthority.create("Test CA", KeyType.ECDSA_P256);
    private final Map<String, RecordingServer> servers = new LinkedHashMap<>();
    private final List<WebRequest> requests = new ArrayList<>();
    private final LookupByUserName lookup;
    private ProxyProcess proxy;

    private PoolSite(PoolManifest manifest) throws IOException {
        this.manifest = manifest;
        lookup = new LookupByUserName(this::address);
    }

    /** Starts the servers and the proxy, with files in {@code folder}. */
    static PoolSite start(String name, Path folder) throws Exception {
        PoolSite site = new PoolSite(PoolManifest.read(FILES.resolve(name + ".yaml")));
        try {
            site.startServers();
            site.startProxy(folder);
            return site;
        } catch (Exception | Error failed) {
            site.close();
            throw failed;
        }
    }

    private void startServers() throws IOException {
        for (Map.Entry<String, String> server : manifest.addresses().entrySet()) {
            String name = server.getKey();
            if (!name.startsWith("dead")) {
                start(name, server.getValue(), PoolManifest.SERVER_PORT, manifest.tls(name));
            }
            if (name.startsWith("mail") && manifest.zxOnMailboxServers()) {
                start(name + ":zx", server.getValue(), zxPort(), manifest.tls());
            }
        }
    }

    private void start(String name, String address, int port, boolean tls) throws IOException {
        RecordingServer server = new RecordingServer(name, address, port, this::record);
        servers.put(name, server);
        if (tls) {
            PemPair pair = authority.issue(KeyType.ECDSA_P256, List.of(address));
            JdkSslContext context =
                    (JdkSslContext) SslContextBuilder.forServer(stream(pair.certificate()), stream(pair.key()))
                            .sslProvider(SslProvider.JDK)
                            .build();
            server.tls(context.context());
        }
    }

    private static InputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private void startProxy(Path folder) throws Exception {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        secret(secrets.resolve("example-com"), HOST, "localhost");
        secret(secrets.resolve("example-org"), TestSite.OTHER_HOST);
        Files.writeString(Files.createDirectories(secrets.resolve("zimbra-ca")).resolve("ca.crt"), authority.pem());
        proxy = ProxyProcess.start(Files.writeString(folder.resolve("site.yaml"), manifest.text(lookup.url())));
    }

    private void secret(Path folder, String... hosts) throws IOException {
        authority.issue(KeyType.ECDSA_P256, List.of(hosts)).write(Files.createDirectories(folder));
    }

    /** Sets the responses of all servers. */
    void respondWith(RecordingServer.Responder responder) {
        servers.values().forEach(server -> server.respondWith(responder));
    }

    private int zxPort() {
        return manifest.tls() ? ZX_TLS_PORT : ZX_PORT;
    }

    /** Returns the address and port of a server. */
    private Optional<InetSocketAddress> address(String server, boolean zx) {
        boolean onMailbox = zx && server.startsWith("mail");
        return Optional.ofNullable(manifest.addresses().get(server))
                .map(address -> new InetSocketAddress(address, onMailbox ? zxPort() : PoolManifest.SERVER_PORT));
    }

    private void record(WebRequest request) {
        if (request.target().equals(CHECK)) {
            return;
        }
        synchronized (requests) {
            requests.add(request);
            requests.notifyAll();
        }
    }

    /** Returns and forgets the requests that servers got. */
    List<WebRequest> takeRequests() {
        synchronized (requests) {
            List<WebRequest> taken = List.copyOf(requests);
            requests.clear();
            return taken;
        }
    }

    /** Returns the requests that servers got since {@link #takeRequests}. */
    List<WebRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Waits until servers have got {@code count} requests since {@link #takeRequests}, and returns them. */
    List<WebRequest> awaitRequests(int count) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        synchronized (requests) {
            while (requests.size() < count) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("expected " + count + " requests, got " + requests + "\n" + proxy.log());
                }
                requests.wait(left);
            }
            return List.copyOf(requests);
        }
    }

    /** Returns and forgets the lookups. */
    List<String> takeLookups() {
        return lookup.take();
    }

    RecordingServer server(String name) {
        return servers.get(name);
    }

    ProxyProcess proxy() {
        return proxy;
    }

    /** Connects to a listener, with TLS if its name begins with {@code https} or {@code admin}. */
    RawWebClient client(String listener) throws Exception {
        return client(listener, "127.0.0.1", HOST);
    }

    /** Connects to a listener from an address of this machine, with this server name if it uses TLS. */
    RawWebClient client(String listener, String address, String host) throws Exception {
        LineClient connection = LineClient.connect(
                InetAddress.getByName(address), manifest.ports().get(listener), authority);
        boolean tls = listener.startsWith("https") || listener.startsWith("admin");
        return new RawWebClient(tls ? connection.startTls(host) : connection);
    }

    /** Sends requests one after the other, each on a new connection. Returns the {@link #server} of each response. */
    List<String> serversOf(int requests, String path, String... headers) throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            try (RawWebClient client = client("http")) {
                names.add(server(client.get(path, headers)));
            }
        }
        return names;
    }

    /** Returns the server of a response, or the status of a response of the proxy itself. */
    static String server(RawWebClient.Response response) {
        return response.header("X-Server").orElseGet(() -> String.valueOf(response.status()));
    }

    /** Returns the address of a server or the port of a listener, by its name. */
    Optional<String> named(String name) {
        return Optional.ofNullable(manifest.addresses().get(name))
                .or(() -> Optional.ofNullable(manifest.ports().get(name)).map(String::valueOf));
    }

    @Override
    public void close() {
        if (proxy != null) {
            if (Boolean.getBoolean("proxy.log")) {
                System.out.println(proxy.log());
            }
            proxy.close();
        }
        lookup.close();
        for (RecordingServer server : servers.values()) {
            try {
                server.close();
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        }
    }
}
