package io.zimbraproxy.proxy.it.replay;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.recorded.RecordedCase;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A proxy between scripted peers that replays recorded cases one after another. */
final class ReplayStage implements AutoCloseable {
    /**
     * Logins before the first case. They warm up the process and let it notice which cache is down. The number is even, so that
     * the first of two lookup handlers is next in turn.
     */
    private static final int WARM_UP_LOGINS = 10;

    private static final int ATTEMPTS = 5;

    private final ReplaySetup setup;
    private final ScriptedPeers peers;
    private final StartTlsPorts ports;
    private final WebPorts webPorts;
    private final TestSite site;
    private final PeerTimeouts timeouts;
    private boolean played;
    private int barriers;

    private ReplayStage(ReplaySetup setup, ScriptedPeers peers, StartTlsPorts ports, WebPorts webPorts, TestSite site) {
        this.setup = setup;
        this.peers = peers;
        this.ports = ports;
        this.webPorts = webPorts;
        this.site = site;
        timeouts = new PeerTimeouts(site.proxy(), peers.address("cache") + ':' + ScriptedPeers.CACHE_PORT);
    }

    /** Starts the peers and the proxy. */
    static ReplayStage start(ReplaySetup setup, Path folder) throws Exception {
        for (int i = 0; i < ATTEMPTS; i++) {
            ReplayStage stage = open(setup, folder);
            if (stage.isReady()) {
                return stage;
            }
            stage.close();
        }
        throw new IllegalStateException("the machine is too slow: the proxy times out caches that reply at once");
    }

    private static ReplayStage open(ReplaySetup setup, Path folder) throws Exception {
        ScriptedPeers peers = new ScriptedPeers();
        StartTlsPorts ports = new StartTlsPorts();
        WebPorts webPorts = new WebPorts();
        if (setup == ReplaySetup.SHORT_TIMES) {
            peers.server("cache2").refuse();
        }
        try {
            return new ReplayStage(
                    setup,
                    peers,
                    ports,
                    webPorts,
                    TestSite.start(folder, StubConfig.demo(), setup.manifest(peers, ports, webPorts)));
        } catch (Exception | Error failed) {
            peers.close();
            throw failed;
        }
    }

    private boolean isReady() throws Exception {
        try {
            if (setup == ReplaySetup.UPSTREAM_TLS) {
                peers.mailTls(certificate());
            }
            peers.webTls(certificate());
            for (int i = 0; i < WARM_UP_LOGINS; i++) {
                warmUp();
            }
            boolean ready = !timeouts.happened();
            while (!ready && !setup.stopsUsingFailedCaches()) {
                warmUp();
                ready = site.proxy().usesItsCache();
            }
            return ready;
        } catch (Exception | Error failed) {
            close();
            throw failed;
        }
    }

    ReplaySetup setup() {
        return setup;
    }

    private SSLContext certificate() throws IOException {
        PemPair pair = site.authority()
                .issue(Stream.of("upstream", "barrier", "backend1", "backend2", "backend3", "backend7")
                        .map(peers::address)
                        .toArray(String[]::new));
        JdkSslContext context =
                (JdkSslContext) SslContextBuilder.forServer(stream(pair.certificate()), stream(pair.key()))
                        .sslProvider(SslProvider.JDK)
                        .build();
        return context.context();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Plays a case. Afterwards the script contains what was expected and what happened. Returns empty if the machine was too slow;
     * then the stage must not be used any more.
     */
    Optional<ReplayScript> play(RecordedCase recorded) throws Exception {
        String client = client(recorded);
        // In a case with two clients, the placeholder {client} stands for the first one.
        String first = recorded.steps().toString().contains("{client2}") ? peers.address("client") : client;
        Placeholders placeholders = peers.placeholders(mailboxPort(recorded), first, listener(recorded));
        ReplayScript script = new ReplayScript(recorded, placeholders);
        if (!played && script.beginsWithSecondHandler()) {
            // In the recording, an earlier case had used the first handler. It is on another stage.
            warmUp();
        }
        played = true;
        return replay(script, client) ? Optional.of(script) : Optional.empty();
    }

    private boolean replay(ReplayScript script, String client) throws Exception {
        RecordedCase recorded = script.recorded();
        List<RawServer> refusing = refusing(recorded);
        for (RawServer server : refusing) {
            server.refuse();
        }
        peers.play(script);
        try {
            runClient(script, client);
            script.mailbox().awaitEnd();
            // A case without requests cannot have commands on the way to a cache.
            boolean complete = !setup.cacheReplies()
                    || breaksCache(recorded)
                    || script.actualRequests().isEmpty()
                    || barrier();
            return (!timeouts.happened() || expectsTimeouts(recorded)) && complete;
        } finally {
            peers.play(ReplayScript.empty());
            for (RawServer server : refusing) {
                server.listen();
            }
        }
    }

    private boolean expectsTimeouts(RecordedCase recorded) {
        return !setup.cacheReplies() || breaksCache(recorded) || recorded.name().contains("lookup does not answer");
    }

    /** Returns whether the proxy may stop using the cache after a case. Such cases come last. */
    static boolean breaksCache(RecordedCase recorded) {
        return recorded.name().contains("CLIENT_ERROR");
    }

    private void runClient(ReplayScript script, String client) throws Exception {
        try (LineClient connection = connect(client, listener(script.recorded()))) {
            if (isWeb(script.recorded())) {
                RecordedWebClient.play(connection, script);
            } else {
                RecordedMailClient.play(connection, script);
            }
        }
    }

    private LineClient connect(String client, int port) throws IOException {
        return LineClient.connect(InetAddress.getByName(client), port, site.authority());
    }

    private static boolean isWeb(RecordedCase recorded) {
        return recorded.protocol().equals("http");
    }

    /** Returns the port to which the client connects. */
    private int listener(RecordedCase recorded) {
        return isWeb(recorded) ? webPorts.of(recorded, site) : ports.of(recorded, site);
    }

    /** Returns the address of the client. Limits apply to it only if the case is about limits. */
    private String client(RecordedCase recorded) {
        if (isWeb(recorded)) {
            return WebCases.client(recorded);
        }
        if (recorded.steps().toString().contains("{client2}")) {
            return peers.address("client2");
        }
        boolean limited = recorded.settings().containsKey("login_limit_ip");
        return peers.address(limited && !recorded.settings().containsKey("whitelist") ? "limited" : "client");
    }

    private static int mailboxPort(RecordedCase recorded) {
        return switch (recorded.protocol()) {
            case "imap" -> ScriptedPeers.IMAP_PORT;
            case "pop3" -> ScriptedPeers.POP3_PORT;
            // In one case the lookup response has a port that no server of the pool has.
            default -> WebServers.of(recorded).port() + (recorded.name().endsWith("list (port)") ? 1 : 0);
        };
    }

    private List<RawServer> refusing(RecordedCase recorded) {
        List<RawServer> refusing = new ArrayList<>();
        if (recorded.setting("cache", "").equals("refuses")) {
            refusing.add(peers.server("cache"));
        }
        if (recorded.setting("first_handler", "").equals("refuses")) {
            refusing.add(peers.server("lookup"));
        }
        if (setup == ReplaySetup.SHORT_TIMES
                && recorded.setting("lookup_handlers", "1").equals("1")) {
            refusing.add(peers.server("lookup2"));
        }
        return refusing;
    }

    /** Waits until the caches have received all commands. Returns false if the proxy does not use them any more. */
    private boolean barrier() throws Exception {
        String user = "barrier-" + barriers++ + "@example.com";
        peers.barrier(CacheBarrier.of(
                user,
                peers.address("client"),
                setup == ReplaySetup.UPSTREAM_TLS ? "imapssl" : "imap",
                peers.address("barrier") + ':' + ScriptedPeers.IMAP_PORT));
        return logIn(user).startsWith("a OK");
    }

    /** Logs in an unknown user, for whom the caches have default replies. */
    private void warmUp() throws Exception {
        logIn("warm-up@example.com");
    }

    private String logIn(String user) throws Exception {
        try (LineClient login = connect(peers.address("client"), site.imap())) {
            login.line();
            return login.ask("a LOGIN " + user + " secret");
        }
    }

    @Override
    public void close() throws IOException {
        site.close();
        peers.close();
    }
}
