package io.zimbraproxy.proxy.it.tls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs testssl.sh, which scans the TLS of a port. */
final class TestSsl {
    /** Time for thousands of handshakes by a shell script. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path program = Program.require("testssl", "testssl.sh");
    private final Path folder;

    /** Writes the files of testssl.sh to {@code folder}. */
    TestSsl(Path folder) {
        this.folder = folder;
    }

    /**
     * A finding.
     *
     * @param id the check, as {@code BEAST} or {@code cert_trust}
     * @param severity {@code OK}, {@code INFO}, {@code WARN}, {@code LOW}, {@code MEDIUM}, {@code HIGH}, {@code CRITICAL},
     * {@code FATAL}
     */
    record Finding(String id, String severity, String text) {
        /** Returns true for a weakness above LOW, and for a check that failed. */
        boolean isWeakness() {
            return !List.of("OK", "INFO", "LOW", "DEBUG").contains(severity);
        }
    }

    /** Scans a port. {@code startTls} is the protocol of STARTTLS, or empty for implicit TLS. */
    List<Finding> run(TestSite site, int port, String startTls) throws Exception {
        Path authority = Files.writeString(
                folder.resolve("authority.pem"), site.authority().pem());
        Path findings = folder.resolve(port + ".json");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--quiet",
                "--color",
                "0",
                "--warnings",
                "off",
                "--nodns",
                "none",
                "--ip",
                "127.0.0.1",
                "--add-ca",
                authority.toString(),
                "--jsonfile",
                findings.toString()));
        if (!startTls.isEmpty()) {
            command.addAll(List.of("--starttls", startTls));
        }
        command.add(TestSite.HOST + ":" + port);
        Program.Result result = Program.run(folder, Map.of(), command, PATIENCE);
        if (!Files.exists(findings)) {
            throw new AssertionError(result.output());
        }
        return read(findings);
    }

    private static List<Finding> read(Path file) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode finding : new ObjectMapper().readTree(file.toFile())) {
            findings.add(new Finding(
                    finding.path("id").asText(),
                    finding.path("severity").asText(),
                    finding.path("finding").asText()));
        }
        return findings;
    }
}
