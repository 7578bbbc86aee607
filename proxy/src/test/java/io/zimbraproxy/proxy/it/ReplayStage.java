package io.zimbraproxy.proxy.it;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
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
import javax.net.ssl.SSLContext;

/** A proxy between scripted peers, on which recorded cases are played one after another. */
final class ReplayStage implements AutoCloseable {
    /**
     * Logins before the first case: a process that has just started is slow, and has yet to find out which cache is down. An
     * even number, so that the first of two lookup handlers is next in turn.
     */
    private static final int REHEARSALS = 10;

    private static final int ATTEMPTS = 5;

    private final ReplaySetup setup;
    private final ScriptedPeers peers;
    private final StartTlsPorts ports;
    private final Site site;
    private final Impatience impatience;
    private boolean played;
    private int fences;

    private ReplayStage(ReplaySetup setup, ScriptedPeers peers, StartTlsPorts ports, Site site) {
        this.setup = setup;
        this.peers = peers;
        this.ports = ports;
        this.site = site;
        impatience = new Impatience(site.proxy(), peers.address("cache") + ':' + ScriptedPeers.CACHE_PORT);
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
        throw new IllegalStateException("the proxy does not wait for a cache that answers at once");
    }

    private static ReplayStage open(ReplaySetup setup, Path folder) throws Exception {
        ScriptedPeers peers = new ScriptedPeers();
        StartTlsPorts ports = new StartTlsPorts();
        if (setup == ReplaySetup.SHORT_TIMES) {
            peers.server("cache2").refuse();
        }
        try {
            return new ReplayStage(
                    setup, peers, ports, Site.start(folder, StubConfig.demo(), setup.manifest(peers, ports)));
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
            if (setup == ReplaySetup.UPSTREAM_TLS || setup == ReplaySetup.ADMIN_CONSOLE) {
                peers.webTls(certificate());
            }
            for (int i = 0; i < REHEARSALS; i++) {
                rehearse();
            }
            boolean ready = !impatience.isNew();
            while (!ready && !setup.leavesOutForLong()) {
                rehearse();
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
        PemPair pair =
                site.authority().issue(peers.address("upstream"), peers.address("fence"), peers.address("backend1"));
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
     * Plays a case; the script tells afterwards what was expected and what was seen. Empty when that is worth nothing, and
     * the stage neither.
     */
    Optional<ReplayScript> play(RecordedCase recorded) throws Exception {
        String client = client(recorded);
        // Its placeholder stands for the first client of a case with one.
        String first = client.equals("client2") ? "client" : client;
        ReplayScript script = new ReplayScript(recorded, peers.placeholders(mailboxPort(recorded), first));
        if (!played && script.beginsWithSecondHandler()) {
            // The case before has let the first one have its turn, on another stage.
            rehearse();
        }
        played = true;
        return perform(script, client) ? Optional.of(script) : Optional.empty();
    }

    private boolean perform(ReplayScript script, String client) throws Exception {
        RecordedCase recorded = script.recorded();
        List<RawServer> refusing = refusing(recorded);
        for (RawServer server : refusing) {
            server.refuse();
        }
        peers.act(script);
        try {
            converse(script, client);
            script.mailbox().awaitEnd();
            // Who has asked nothing has nothing more to say to a cache.
            boolean through = !setup.cacheAnswers()
                    || breaksCache(recorded)
                    || script.seenRoutes().isEmpty()
                    || fence();
            return (!impatience.isNew() || asksForImpatience(recorded)) && through;
        } finally {
            peers.act(ReplayScript.empty());
            for (RawServer server : refusing) {
                server.listen();
            }
        }
    }

    private boolean asksForImpatience(RecordedCase recorded) {
        return !setup.cacheAnswers() || breaksCache(recorded) || recorded.name().contains("lookup does not answer");
    }

    /** Whether the proxy may leave the cache out after a case: such cases come last. */
    static boolean breaksCache(RecordedCase recorded) {
        return recorded.name().contains("CLIENT_ERROR");
    }

    private void converse(ReplayScript script, String client) throws Exception {
        boolean web = script.recorded().protocol().equals("http");
        try (MailClient connection = connect(client, web ? site.http() : ports.of(script.recorded(), site))) {
            if (web) {
                RecordedWebClient.play(connection, script);
            } else {
                RecordedMailClient.play(connection, script);
            }
        }
    }

    private MailClient connect(String client, int port) throws IOException {
        return MailClient.connect(InetAddress.getByName(peers.address(client)), port, site.authority());
    }

    /** The name of the address that the case's client has: one without limits, unless the case is about them. */
    private static String client(RecordedCase recorded) {
        if (recorded.steps().toString().contains("{client2}")) {
            return "client2";
        }
        boolean limited = recorded.settings().containsKey("login_limit_ip");
        return limited && !recorded.settings().containsKey("whitelist") ? "limited" : "client";
    }

    private static int mailboxPort(RecordedCase recorded) {
        return switch (recorded.protocol()) {
            case "imap" -> ScriptedPeers.IMAP_PORT;
            case "pop3" -> ScriptedPeers.POP3_PORT;
            default -> ScriptedPeers.HTTP_PORT;
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
        if (recorded.settings().containsKey("dead")) {
            refusing.add(peers.server("backend1"));
        }
        return refusing;
    }

    /** Waits until the caches have got all that the proxy has for them; false when it does not ask them any more. */
    private boolean fence() throws Exception {
        String user = "fence-" + fences++ + "@example.com";
        peers.fence(CacheFence.of(
                user,
                peers.address("client"),
                setup == ReplaySetup.UPSTREAM_TLS ? "imapssl" : "imap",
                peers.address("fence") + ':' + ScriptedPeers.IMAP_PORT));
        return logIn(user).startsWith("a OK");
    }

    /** A login of somebody whom the lookup handler does not know; the caches answer. */
    private void rehearse() throws Exception {
        logIn("rehearsal@example.com");
    }

    private String logIn(String user) throws Exception {
        try (MailClient login = connect("client", site.imap())) {
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
