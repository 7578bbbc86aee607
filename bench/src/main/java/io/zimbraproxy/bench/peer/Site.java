package io.zimbraproxy.bench.peer;

import io.zimbraproxy.bench.stage.StagePorts;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What all peers need: a folder that goes away at the end, certificates, and what they stand before. */
public final class Site implements AutoCloseable {
    /** Apart from configurations, whose folders are watched. */
    static final String LOGS = "logs";

    private final Path folder;
    private final StagePorts stage;
    private final CertificateAuthority authority = CertificateAuthority.create("Bench CA");

    public Site(StagePorts stage) throws IOException {
        this.stage = stage;
        folder = Files.createTempDirectory("bench");
        Files.createDirectory(folder.resolve(LOGS));
        certificate("rsa", KeyType.RSA_2048, Service.Names.RSA);
        certificate("ecdsa", KeyType.ECDSA_P256, Service.Names.ECDSA);
    }

    private void certificate(String name, KeyType type, String host) throws IOException {
        Path secret = folder.resolve("secrets/" + name);
        authority.issue(type, List.of(host)).write(secret);
        // as HAProxy wants it
        String pair = Files.readString(secret.resolve("tls.crt")) + Files.readString(secret.resolve("tls.key"));
        Files.writeString(folder.resolve(name + ".pem"), pair);
    }

    /** Certificates of virtual hosts, in folders of these names; one key pair for a host is what sites have. */
    void certificates(List<String> hosts) throws IOException {
        for (String host : hosts) {
            authority.issue(KeyType.ECDSA_P256, List.of(host)).write(folder.resolve("secrets/" + host));
        }
    }

    Path folder() {
        return folder;
    }

    /** Writes a file made from a template, where {@code @NAME@} stands for a value. */
    Path write(String name, String template, Map<String, Object> values) throws IOException {
        String text = template(template)
                .replace("@DIR@", folder.toString())
                .replace("@LOOKUP@", Integer.toString(stage.lookup()))
                .replace("@STAGE_IMAP@", Integer.toString(stage.imap()))
                .replace("@STAGE_POP3@", Integer.toString(stage.pop3()))
                .replace("@STAGE_WEB@", Integer.toString(stage.web()));
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private static String template(String name) throws IOException {
        try (InputStream in = Site.class.getResourceAsStream("/peers/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
