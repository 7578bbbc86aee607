package io.zimbraproxy.proxy.it.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A curl process with bodies of any size. They are generated and checked while they stream, and never stored. */
public final class StreamingCurl implements AutoCloseable {
    private static final int BLOCK = 128 * 1024;

    private final Process process;
    private final Path messages;

    /** Receives the number of bytes that have been transferred. */
    public interface Progress {
        void at(long bytes) throws IOException;
    }

    private StreamingCurl(TestSite site, WebProtocol way, List<String> options, String path) throws IOException {
        Path authority = Files.writeString(
                site.folder().resolve("authority.pem"), site.authority().pem());
        messages = Files.createTempFile(site.folder(), "curl", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Program.require("curl", "curl").toString(),
                "-q",
                "--silent",
                "--show-error",
                "--noproxy",
                "*",
                "--no-buffer",
                // curl gives up after a minute without progress.
                "--speed-limit",
                "1",
                "--speed-time",
                "60",
                "--cacert",
                authority.toString(),
                "--resolve",
                TestSite.HOST + ":" + way.port(site) + ":127.0.0.1",
                "--write-out",
                "%{stderr}HTTP/%{http_version} %{response_code}"));
        command.addAll(way.options());
        command.addAll(options);
        command.add(way.scheme() + "://" + TestSite.HOST + ":" + way.port(site) + path);
        process = new ProcessBuilder(command).redirectError(messages.toFile()).start();
    }

    public static StreamingCurl download(TestSite site, WebProtocol way, String path) throws IOException {
        return new StreamingCurl(site, way, List.of(), path);
    }

    /** Uploads without a Content-Length, because curl does not know the length of its standard input. */
    public static StreamingCurl upload(TestSite site, WebProtocol way, String path) throws IOException {
        return new StreamingCurl(site, way, List.of("--upload-file", "-", "--header", "Expect:"), path);
    }

    /** The body of the response. */
    public InputStream body() {
        return process.getInputStream();
    }

    /** Uploads this number of bytes of the pattern and returns the body of the response. */
    public String send(long length, Progress progress) throws IOException {
        try (OutputStream out = process.getOutputStream()) {
            for (long at = 0; at < length; at += BLOCK) {
                out.write(BulkPattern.bytes(at, (int) Math.min(BLOCK, length - at)));
                progress.at(at);
            }
        }
        return new String(body().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Asserts that the response was complete, with status 200 and this version of HTTP. */
    public void requireSuccess(WebProtocol way) throws IOException, InterruptedException {
        int exit = process.waitFor();
        assertThat(exit + " " + Files.readString(messages)).isEqualTo("0 HTTP/" + way.version() + " 200");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
