package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.DialogueTls;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.StreamingCurl;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who stops reading holds back who writes, through the proxy; nothing piles up there, and nobody else waits. */
class WebStallIT {
    private static final int MIB = 1024 * 1024;
    private static final long WITHOUT_END = 1L << 40;

    /** What a side that has stopped may cost the process, in bytes. */
    private static final long ALLOWED_GROWTH = 32L * MIB;

    /** What a side reads before it stops. */
    private static final int READ = 64 * MIB;

    private static final long STALL_SECONDS = 3;

    @TempDir
    static Path folder;

    private static final AtomicReference<Stall> stall = new AtomicReference<>();

    private static TestSite site;
    private static RawServer lazy;
    private static TestSite beforeLazy;

    @BeforeAll
    static void start() throws Exception {
        site = TestSite.start(folder, StubConfig.demo(), manifest());
        lazy = RawServer.start(
                "127.0.0.1", FreePorts.take(), (in, out) -> stall.get().with(in));
        beforeLazy = site.another(manifest().pool("{host: 127.0.0.1, httpPort: " + lazy.port() + "}"));
    }

    private static Manifest manifest() {
        // A server that hangs up in the middle of a request is asked again.
        return Manifest.sixPorts().forgiving().merged("spec: {tls: {strictServerName: false}}");
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
        lazy.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "HTTP2"})
    void aReaderThatStopsHoldsTheServerBack(WebProtocol way) throws Exception {
        try (StreamingCurl curl = StreamingCurl.download(site, way, "/bytes?n=" + WITHOUT_END)) {
            assertThat(curl.body().readNBytes(READ)).isEqualTo(BulkPattern.bytes(0, READ));
            assertThat(growthWhileStalled(site, way + " reader")).isLessThan(ALLOWED_GROWTH);
            // It goes on where it stood.
            assertThat(curl.body().readNBytes(READ)).isEqualTo(BulkPattern.bytes(READ, READ));
        }
        site.proxy().awaitConnections(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "HTTP2"})
    void aServerThatStopsHoldsTheClientBack(WebProtocol way) throws Exception {
        Stall now = new Stall(new CountDownLatch(1), new CountDownLatch(1));
        stall.set(now);
        AtomicLong sent = new AtomicLong();
        try (StreamingCurl curl = StreamingCurl.upload(beforeLazy, way, "/x")) {
            Thread writer = new Thread(() -> send(curl, sent));
            writer.start();
            await(now.begun());
            assertThat(growthWhileStalled(beforeLazy, way + " server")).isLessThan(ALLOWED_GROWTH);
            // What the sockets between them take is not much.
            assertThat(sent.get()).isLessThan(2L * READ);

            now.over().countDown();
            // curl is told that its upload is over.
            writer.join();
        }
        beforeLazy.proxy().awaitConnections(0);
    }

    /** A server reads for a while, then no more, and hangs up when it is over. */
    private record Stall(CountDownLatch begun, CountDownLatch over) {
        void with(InputStream in) throws IOException {
            in.readNBytes(READ);
            begun.countDown();
            await(over);
        }
    }

    private static void await(CountDownLatch event) {
        try {
            assertThat(event.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(StreamingCurl curl, AtomicLong sent) {
        try {
            curl.send(WITHOUT_END, sent::set);
        } catch (IOException ended) {
            // So it should.
        }
    }

    /** The time is the subject here: what comes in while nobody reads must not pile up. */
    private static long growthWhileStalled(TestSite site, String who) throws Exception {
        long before = site.proxy().residentBytes();
        new CountDownLatch(1).await(STALL_SECONDS, TimeUnit.SECONDS);
        long growth = site.proxy().residentBytes() - before;
        System.out.printf("%s: resident memory grew by %.1f MiB in %d s%n", who, (double) growth / MIB, STALL_SECONDS);
        return growth;
    }

    /** On one connection of HTTP/2, where every stream has a window of its own (RFC 9113 section 5.2). */
    @Test
    void aStreamThatIsNotReadDelaysNoOther() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(new DialogueTls(site.authority()).client())
                .version(HttpClient.Version.HTTP_2)
                .build();
        try (InputStream stalled = get(client, "/bytes?n=" + WITHOUT_END)) {
            assertThat(stalled.readNBytes(MIB)).isEqualTo(BulkPattern.bytes(0, MIB));
            for (int i = 0; i < 20; i++) {
                try (InputStream other = get(client, "/bytes?n=" + MIB)) {
                    assertThat(other.readAllBytes()).isEqualTo(BulkPattern.bytes(0, MIB));
                }
            }
            site.proxy().awaitConnections(1);
            assertThat(stalled.readNBytes(MIB)).isEqualTo(BulkPattern.bytes(MIB, MIB));
        }
    }

    private static InputStream get(HttpClient client, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + site.https() + path))
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
