package io.zimbraproxy.proxy.it.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Runs curl as a web client. Each run has its own folder. */
public final class WebCurl {
    private static final String FACTS = "fact %{http_version} %{response_code} %{num_connects}\\n";

    private final TestSite site;
    private final Path folder;
    private final Path authority;

    public WebCurl(TestSite site, Path folder) throws IOException {
        this.site = site;
        this.folder = Files.createDirectories(folder);
        authority = Files.writeString(
                folder.resolve("authority.pem"), site.authority().pem());
    }

    /** A response. {@code connections} is the number of connections that curl opened for it. */
    public record Response(String version, int status, int connections, Path file) {
        public byte[] body() throws IOException {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        }

        public String text() throws IOException {
            return new String(body(), StandardCharsets.UTF_8);
        }

        public String sha256() throws Exception {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body()));
        }
    }

    /** The result of a run. {@code heads} contains all response heads in lower case, with interim responses and trailers. */
    public record Run(int exit, String output, String heads, List<Response> responses) {
        public Run requireSuccess() {
            assertThat(exit).as(output + heads).isZero();
            return this;
        }

        public Response response() {
            assertThat(responses).hasSize(1);
            return responses.get(0);
        }

        public int connections() {
            return responses.stream().mapToInt(Response::connections).sum();
        }
    }

    /** Requests the paths one after the other. */
    public Run run(WebProtocol way, List<String> options, String... paths) throws Exception {
        return runTo(TestSite.HOST, way, options, paths);
    }

    /** Requests the paths one after the other, under this host name of the proxy. */
    public Run runTo(String host, WebProtocol way, List<String> options, String... paths) throws Exception {
        Path run = Files.createTempDirectory(folder, "curl");
        int port = way.port(site);
        List<String> command = new ArrayList<>(List.of(
                Program.require("curl", "curl").toString(),
                "-q",
                "--silent",
                "--show-error",
                "--path-as-is",
                "--noproxy",
                "*",
                "--cacert",
                authority.toString(),
                "--resolve",
                host + ":" + port + ":127.0.0.1",
                "--dump-header",
                run.resolve("heads").toString(),
                "--write-out",
                FACTS));
        command.addAll(way.options());
        command.addAll(options);
        for (int i = 0; i < paths.length; i++) {
            command.addAll(List.of("--output", body(run, i).toString()));
            command.add(way.scheme() + "://" + host + ":" + port + paths[i]);
        }
        Program.Result result = Program.run(run, command);
        return new Run(result.exit(), result.output(), heads(run), responses(result.output(), run));
    }

    private static Path body(Path run, int number) {
        return run.resolve("body-" + number);
    }

    private static String heads(Path run) throws IOException {
        Path heads = run.resolve("heads");
        return Files.exists(heads)
                ? Files.readString(heads, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)
                : "";
    }

    private static List<Response> responses(String output, Path run) {
        List<String[]> facts = output.lines()
                .filter(line -> line.startsWith("fact "))
                .map(line -> line.split(" ", -1))
                .toList();
        return IntStream.range(0, facts.size())
                .mapToObj(i -> new Response(
                        facts.get(i)[1],
                        Integer.parseInt(facts.get(i)[2]),
                        Integer.parseInt(facts.get(i)[3]),
                        body(run, i)))
                .toList();
    }
}
