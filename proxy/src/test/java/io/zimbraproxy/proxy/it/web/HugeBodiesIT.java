package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.StreamingCurl;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of any size pass in both directions, and the memory of the proxy does not grow with them. */
class HugeBodiesIT {
    private static final long MIB = 1024L * 1024;

    /** Size of each body; {@code -Dhuge.bytes=5368709120} sends more. */
    private static final long BYTES = Long.getLong("huge.bytes", 256 * MIB);

    /** After this number of bytes the code is compiled and the buffers are allocated. */
    private static final long WARM_UP = 128 * MIB;

    private static final long ALLOWED_GROWTH = 64 * MIB;
    private static final long SAMPLE = 16 * MIB;

    // A small heap, as in a container.
    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts()).jvmOptions("-Xmx128m");

    private static String sum;

    @BeforeAll
    static void computeSum() {
        sum = BulkPattern.sha256(BYTES);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "HTTP2"})
    void downloads(WebProtocol way) throws Exception {
        download(way, WARM_UP, bytes -> {});
        Memory memory = new Memory("down by " + way);

        assertThat(download(way, BYTES, memory)).isEqualTo(sum);

        memory.check();
    }

    private static String download(WebProtocol way, long length, StreamingCurl.Progress progress) throws Exception {
        try (StreamingCurl curl = StreamingCurl.download(site, way, "/bytes?n=" + length)) {
            String received = sha256(curl.body(), progress);
            curl.requireSuccess(way);
            return received;
        }
    }

    private static String sha256(InputStream body, StreamingCurl.Progress progress) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[128 * 1024];
        long length = 0;
        for (int count = body.read(block); count >= 0; count = body.read(block)) {
            digest.update(block, 0, count);
            length += count;
            progress.at(length);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** curl does not know the length, so it sends chunks or HTTP/2 frames. */
    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "HTTP2"})
    void uploadsWithoutLength(WebProtocol way) throws Exception {
        upload(way, WARM_UP, bytes -> {});
        Memory memory = new Memory("up by " + way);

        assertThat(upload(way, BYTES, memory)).contains("\"bytes\":" + BYTES).contains(sum);

        memory.check();
    }

    private static String upload(WebProtocol way, long length, StreamingCurl.Progress progress) throws Exception {
        try (StreamingCurl curl = StreamingCurl.upload(site, way, "/upload")) {
            String response = curl.send(length, progress);
            curl.requireSuccess(way);
            return response;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void uploadsWithLength(String scheme) throws Exception {
        upload(scheme, WARM_UP, bytes -> {});
        Memory memory = new Memory("up by " + scheme + " with length");

        assertThat(upload(scheme, BYTES, memory)).contains("\"bytes\":" + BYTES).contains(sum);

        memory.check();
    }

    private static String upload(String scheme, long length, StreamingCurl.Progress progress) throws Exception {
        LineClient connection =
                scheme.equals("https") ? site.connectTls(site.https(), TestSite.HOST) : site.connect(site.http());
        try (RawWebClient client = new RawWebClient(connection)) {
            return client.upload("/upload", length, false, progress).text();
        }
    }

    /** Resident memory of the proxy in bytes: after the warm-up, and the maximum since. */
    private static final class Memory implements StreamingCurl.Progress {
        private final String what;
        private final long rest;
        private long max;
        private long next = SAMPLE;

        Memory(String what) throws IOException {
            this.what = what;
            rest = now();
        }

        private static long now() throws IOException {
            return site.proxy().residentBytes();
        }

        @Override
        public void at(long bytes) throws IOException {
            if (bytes >= next) {
                max = Math.max(max, now());
                next = bytes + SAMPLE;
            }
        }

        void check() {
            long growth = Math.max(0, max - rest);
            System.out.printf(
                    "%d MiB %s: %d MiB resident at rest, at most %d MiB more%n",
                    BYTES / MIB, what, rest / MIB, growth / MIB);
            assertThat(growth).as("growth of the resident memory in bytes").isLessThan(ALLOWED_GROWTH);
        }
    }
}
