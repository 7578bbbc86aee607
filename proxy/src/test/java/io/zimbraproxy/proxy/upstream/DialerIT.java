package io.zimbraproxy.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.ReferenceCounted;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.zimbraproxy.crds.certificate.TrustAnchors;
import io.zimbraproxy.crds.spec.ProxyProtocolVersion;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.relay.RelayReads;
import io.zimbraproxy.proxy.tls.ClientTls;
import io.zimbraproxy.proxy.tls.TlsEngine;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests connections to servers that speak first, in plaintext and with both TLS engines. */
class DialerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HEADER = "PROXY TCP4 192.0.2.1 192.0.2.2 4711 993\r\n";
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("Test CA");

    private static Vertx vertx;

    private final CompletableFuture<String> heard = new CompletableFuture<>();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static Dialer clear() {
        return dialer(new UpstreamTls(false, false, new ClientTls(true, null)));
    }

    private static Dialer encrypted(TlsEngine engine) throws Exception {
        TrustManagerFactory trust = TrustAnchors.of(AUTHORITY.pem().getBytes(StandardCharsets.US_ASCII))
                .trustManagers();
        return dialer(new UpstreamTls(true, false, new ClientTls(engine, true, trust)));
    }

    private static Dialer dialer(UpstreamTls tls) {
        return new Dialer(vertx, tls, RelayReads::new, PATIENCE, PATIENCE);
    }

    private static InetSocketAddress named(String name, Greeter server) throws UnknownHostException {
        byte[] loopback = InetAddress.getLoopbackAddress().getAddress();
        return new InetSocketAddress(InetAddress.getByAddress(name, loopback), server.port());
    }

    private static ReferenceCounted header() {
        return ProxyHeader.of(ProxyProtocolVersion.V1, new ClientPeer("192.0.2.1", 4711, "192.0.2.2"), 993);
    }

    /** Returns the first line of the server, or why there is none. */
    private String hear(Dialer dialer, InetSocketAddress server, ReferenceCounted header) throws Exception {
        dialer.loop().execute(() -> dialer.dial(server, header, this::listen, heard::complete));
        return heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void listen(Channel channel) {
        channel.pipeline().addLast(new SimpleChannelInboundHandler<ByteBuf>() {
            private final StringBuilder line = new StringBuilder();

            @Override
            protected void channelRead0(ChannelHandlerContext ctx, ByteBuf part) {
                line.append(part.toString(StandardCharsets.US_ASCII));
                if (line.toString().endsWith("\r\n")) {
                    heard.complete(line.toString());
                    ctx.close();
                }
            }
        });
    }

    @Test
    void readsTheGreeting() throws Exception {
        try (Greeter server = Greeter.greeting(null, 0)) {
            assertThat(hear(clear(), InetSocketAddress.createUnresolved("localhost", server.port()), null))
                    .isEqualTo(Greeter.GREETING);
        }
    }

    @Test
    void sendsTheProxyHeader() throws Exception {
        try (Greeter server = Greeter.greeting(null, HEADER.length())) {
            assertThat(hear(clear(), named("mail.example.test", server), header()))
                    .isEqualTo(Greeter.GREETING);
            assertThat(server.clear()).isCompletedWithValue(HEADER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheProxyHeaderBeforeTls(TlsEngine engine) throws Exception {
        try (Greeter server = Greeter.greeting(AUTHORITY.issue("mail.example.test"), HEADER.length())) {
            assertThat(hear(encrypted(engine), named("mail.example.test", server), header()))
                    .isEqualTo(Greeter.GREETING);
            assertThat(server.clear()).isCompletedWithValue(HEADER);
            assertThat(server.names().join()).containsExactly("mail.example.test");
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsACertificateForTheAddress(TlsEngine engine) throws Exception {
        try (Greeter server = Greeter.greeting(AUTHORITY.issue("127.0.0.1"), 0)) {
            assertThat(hear(encrypted(engine), named("127.0.0.1", server), null))
                    .isEqualTo(Greeter.GREETING);
            assertThat(server.names().join()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesACertificateForAnotherName(TlsEngine engine) throws Exception {
        try (Greeter server = Greeter.greeting(AUTHORITY.issue("mail.example.test"), 0)) {
            assertThat(hear(encrypted(engine), named("127.0.0.1", server), null))
                    .contains("No subject alternative names matching IP address 127.0.0.1 found");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAServerThatDoesNotSpeakTls(TlsEngine engine) throws Exception {
        try (Greeter server = Greeter.greeting(null, 0)) {
            assertThat(hear(encrypted(engine), named("mail.example.test", server), null))
                    .containsIgnoringCase("not an SSL/TLS record");
        }
    }

    @Test
    void reportsWhyThereIsNoConnection() throws Exception {
        int closed;
        try (Greeter server = Greeter.silent()) {
            closed = server.port();
        }
        assertThat(hear(clear(), new InetSocketAddress(InetAddress.getLoopbackAddress(), closed), header()))
                .contains("Connection refused");
    }

    @ParameterizedTest
    @EnumSource
    void cancelsAHandshake(TlsEngine engine) throws Exception {
        try (Greeter server = Greeter.silent()) {
            Dialer dialer = encrypted(engine);
            InetSocketAddress address = named("mail.example.test", server);
            CompletableFuture<Dial> dial = new CompletableFuture<>();
            dialer.loop().execute(() -> dial.complete(dialer.dial(address, this::listen, heard::complete)));
            server.clear().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            dialer.loop().execute(() -> dial.join().cancel());

            server.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            dialer.loop().submit(() -> {}).get();
            assertThat(heard).as("neither ready nor failed").isNotDone();
        }
    }

    @Test
    void cancelsAConnect() throws Exception {
        try (Greeter server = Greeter.silent()) {
            Dialer dialer = clear();
            InetSocketAddress address = named("mail.example.test", server);
            ReferenceCounted header = header();
            CompletableFuture<Channel> connected = new CompletableFuture<>();

            dialer.loop()
                    .submit(() -> dialer.dial(address, header, connected::complete, heard::complete)
                            .cancel())
                    .get();

            dialer.loop().submit(() -> {}).get();
            assertThat(connected).isNotDone();
            assertThat(heard).isNotDone();
            assertThat(header.refCnt()).isZero();
        }
    }
}
