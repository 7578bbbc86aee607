package io.zimbraproxy.proxy.it;

import static org.assertj.core.api.Assertions.assertThat;

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
import javax.net.ssl.SSLContext;

/** A proxy between scripted peers, on which recorded cases are played one after another. */
final class ReplayStage implements AutoCloseable {
    /**
     * Logins before the first case: a process that has just started is slow, and has yet to find out which cache is down. An
     * even number, so that the first of two lookup handlers is next in turn.
     */
    private static final int REHEARSALS = 10;

    private final ReplaySetup setup;
    private final ScriptedPeers peers;
    private final Site site;
    private final InetAddress client;
    private int fences;

    private ReplayStage(ReplaySetup setup, ScriptedPeers peers, Site site) throws IOException {
        this.setup = setup;
        this.peers = peers;
        this.site = site;
        client = InetAddress.getByName(peers.address("client"));
    }

    /** Starts the peers and the proxy. */
    static ReplayStage start(ReplaySetup setup, Path folder) throws Exception {
        ScriptedPeers peers = new ScriptedPeers();
        if (setup == ReplaySetup.TWO_CACHES) {
            peers.server("cache2").refuse();
        }
        try {
            Site site = Site.start(folder, StubConfig.demo(), setup.manifest(peers));
            return new ReplayStage(setup, peers, site).rehearsed();
        } catch (Exception | Error failed) {
            peers.close();
            throw failed;
        }
    }

    private ReplayStage rehearsed() throws Exception {
        try {
            if (setup == ReplaySetup.UPSTREAM_TLS) {
                peers.mailTls(certificate());
            }
            if (setup == ReplaySetup.UPSTREAM_TLS || setup == ReplaySetup.ADMIN_CONSOLE) {
                peers.webTls(certificate());
            }
            for (int i = 0; i < REHEARSALS && setup.cacheAnswers(); i++) {
                logIn("rehearsal-" + i + "@example.com");
            }
            return this;
        } catch (Exception | Error failed) {
            site.close();
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

    /** Plays a case; the script tells afterwards what was expected and what was seen. */
    ReplayScript play(RecordedCase recorded) throws Exception {
        ReplayScript script = new ReplayScript(recorded, peers.placeholders(mailboxPort(recorded)));
        List<RawServer> refusing = refusing(recorded);
        for (RawServer server : refusing) {
            server.refuse();
        }
        peers.act(script);
        try {
            RecordedClient.play(site, script, client);
            if (setup.cacheAnswers()) {
                fence();
            }
        } finally {
            peers.act(ReplayScript.empty());
            for (RawServer server : refusing) {
                server.listen();
            }
        }
        return script;
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
        if (recorded.settings().containsKey("dead")) {
            refusing.add(peers.server("backend1"));
        }
        return refusing;
    }

    /** Waits until the caches have got all that the proxy has for them. */
    private void fence() throws Exception {
        String user = "fence-" + fences++ + "@example.com";
        peers.fence(CacheFence.of(
                user,
                peers.address("client"),
                setup == ReplaySetup.UPSTREAM_TLS ? "imapssl" : "imap",
                peers.address("fence") + ':' + ScriptedPeers.IMAP_PORT));
        assertThat(logIn(user)).startsWith("a OK");
    }

    private String logIn(String user) throws Exception {
        try (MailClient login = MailClient.connect(client, site.imap(), site.authority())) {
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
