package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.DialogueTls;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.StreamingCurl;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Back-pressure: a side that stops reading stops the other side, the proxy does not buffer, and other streams continue. */
class WebStallIT {
    private static final int MIB = 1024 * 1024;
    private static final long ENDLESS = 1L << 40;

    /** Memory that a stopped side may cost the process, in bytes. */
    private static final long ALLOWED_GROWTH = 32L * MIB;

    /** Bytes that a side reads before it stops. */
    private static final int READ = 64 * MIB;

    private static final long STALL_SECONDS = 3;

    private static final AtomicReference<Stall> stall = new AtomicReference<>();

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(manifest());

    private static RawServer stalling;
    private static TestSite siteWithStalling;

    @BeforeAll
    static void startStallingServer() throws Exception {
        stalling = RawServer.start(
                "127.0.0.1", FreePorts.take(), (in, out) -> stall.get().with(in));
        siteWithStalling = site.another(manifest().pool("{host: 127.0.0.1, httpPort: " + stalling.port() + "}"));
    }

    private static Manifest manifest() {
        // The stalling server must stay in use although it breaks requests.
        return Manifest.sixPorts().forgiving().merged("spec: {tls: {strictServerName: false}}");
    }

    @AfterAll
    static void stopStallingServer() throws Exception {
        stalling.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "HTTP2"})
    void aStoppedClientStopsTheServer(WebProtocol way) throws Exception {
        try (StreamingCurl curl = StreamingCurl.download(site, way, "/bytes?n=" + ENDLESS)) {
            assertThat(curl.body().readNBytes(READ)).isEqualTo(BulkPattern.bytes(0, READ));
            assertThat(growthWhileStalled(site, way + " reader")).isLessThan(ALLOWED_GROWTH);
            // The download continues.
            assertThat(curl.body().readNBytes(READ)).isEqualTo(BulkPattern.bytes(READ, READ));
        }
        site.proxy().awaitConnections(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "HTTP2"})
    void aStoppedServerStopsTheClient(WebProtocol way) throws Exception {
        Stall now = new Stall(new CountDownLatch(1), new CountDownLatch(1));
        stall.set(now);
        AtomicLong sent = new AtomicLong();
        try (StreamingCurl curl = StreamingCurl.upload(siteWithStalling, way, "/x")) {
            Thread writer = new Thread(() -> send(curl, sent));
            writer.start();
            await(now.begun());
            assertThat(growthWhileStalled(siteWithStalling, way + " server")).isLessThan(ALLOWED_GROWTH);
            // Only the socket buffers between them have taken more.
            assertThat(sent.get()).isLessThan(2L * READ);

            now.over().countDown();
            // curl ends because the server closes.
            writer.join();
        }
        siteWithStalling.proxy().awaitConnections(0);
    }

    /** A server reads {@link #READ} bytes, stops reading, and closes the connection after {@code over}. */
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
            curl.send(ENDLESS, sent::set);
        } catch (IOException ended) {
            // Expected: the server closes the connection.
        }
    }

    /**
     * Returns the growth of the resident memory during {@link #STALL_SECONDS}. The fixed wait is intended: data must not
     * pile up in this time.
     */
    private static long growthWhileStalled(TestSite site, String side) throws Exception {
        long before = site.proxy().residentBytes();
        new CountDownLatch(1).await(STALL_SECONDS, TimeUnit.SECONDS);
        long growth = site.proxy().residentBytes() - before;
        System.out.printf("%s: resident memory grew by %.1f MiB in %d s%n", side, (double) growth / MIB, STALL_SECONDS);
        return growth;
    }

    /** On one HTTP/2 connection every stream has its own flow control window (RFC 9113 section 5.2). */
    @Test
    void aStoppedStreamDoesNotDelayOthers() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(new DialogueTls(site.authority()).client())
                .version(HttpClient.Version.HTTP_2)
                .build();
        try (InputStream stalled = get(client, "/bytes?n=" + ENDLESS)) {
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
