package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.StreamingCurl;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of any size go through, both ways, and the proxy's memory does not follow them. */
class HugeBodiesIT {
    private static final long MIB = 1024L * 1024;

    /** Of each body; more by {@code -Dhuge.bytes=5368709120}. */
    private static final long BYTES = Long.getLong("huge.bytes", 256 * MIB);

    /** Code is compiled and buffers are there after so many. */
    private static final long WARM_UP = 128 * MIB;

    private static final long ALLOWED_GROWTH = 64 * MIB;
    private static final long SAMPLE = 16 * MIB;

    @TempDir
    static Path folder;

    private static TestSite site;
    private static String sum;

    @BeforeAll
    static void start() throws Exception {
        // As in a container that has not much.
        site = TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts(), "-Xmx128m");
        sum = BulkPattern.sha256(BYTES);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "HTTP2"})
    void comeDown(WebProtocol way) throws Exception {
        comeDown(way, WARM_UP, bytes -> {});
        Memory memory = new Memory("down by " + way);

        assertThat(comeDown(way, BYTES, memory)).isEqualTo(sum);

        memory.check();
    }

    private static String comeDown(WebProtocol way, long length, StreamingCurl.Progress progress) throws Exception {
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

    /** In chunks, and frames: curl is not told how long they are. */
    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "HTTP2"})
    void goUp(WebProtocol way) throws Exception {
        goUp(way, WARM_UP, bytes -> {});
        Memory memory = new Memory("up by " + way);

        assertThat(goUp(way, BYTES, memory)).contains("\"bytes\":" + BYTES).contains(sum);

        memory.check();
    }

    private static String goUp(WebProtocol way, long length, StreamingCurl.Progress progress) throws Exception {
        try (StreamingCurl curl = StreamingCurl.upload(site, way, "/upload")) {
            String answer = curl.send(length, progress);
            curl.requireSuccess(way);
            return answer;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void goUpWithTheirLength(String scheme) throws Exception {
        goUp(scheme, WARM_UP, bytes -> {});
        Memory memory = new Memory("up by " + scheme + " with length");

        assertThat(goUp(scheme, BYTES, memory)).contains("\"bytes\":" + BYTES).contains(sum);

        memory.check();
    }

    private static String goUp(String scheme, long length, StreamingCurl.Progress progress) throws Exception {
        LineClient connection =
                scheme.equals("https") ? site.connectTls(site.https(), TestSite.HOST) : site.connect(site.http());
        try (RawWebClient client = new RawWebClient(connection)) {
            return client.upload("/upload", length, false, progress).text();
        }
    }

    /** The proxy's, in bytes: at rest after the warm-up, and the most that was seen since. */
    private static final class Memory implements StreamingCurl.Progress {
        private final String what;
        private final long rest;
        private long most;
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
                most = Math.max(most, now());
                next = bytes + SAMPLE;
            }
        }

        void check() {
            long growth = Math.max(0, most - rest);
            System.out.printf(
                    "%d MiB %s: %d MiB resident at rest, at most %d MiB more%n",
                    BYTES / MIB, what, rest / MIB, growth / MIB);
            assertThat(growth).as("growth of the resident memory in bytes").isLessThan(ALLOWED_GROWTH);
        }
    }
}
