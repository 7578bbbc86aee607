package io.zimbraproxy.bench.peer;

import io.zimbraproxy.bench.backend.BackendPorts;
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
import java.util.Objects;
import java.util.stream.Stream;

/** The environment of all peers: a temporary folder, certificates, and the ports of the backends. */
public final class PeerEnvironment implements AutoCloseable {
    /** Subfolder of the logs, apart from the configuration files, whose folder the proxy watches. */
    static final String LOGS = "logs";

    private final Path folder;
    private final BackendPorts backends;
    private final CertificateAuthority authority = CertificateAuthority.create("Bench CA");

    public PeerEnvironment(BackendPorts backends) throws IOException {
        this.backends = backends;
        folder = Files.createTempDirectory("bench");
        Files.createDirectory(folder.resolve(LOGS));
        certificate("rsa", KeyType.RSA_2048, HostNames.RSA);
        certificate("ecdsa", KeyType.ECDSA_P256, HostNames.ECDSA);
    }

    private void certificate(String name, KeyType type, String host) throws IOException {
        Path secret = folder.resolve("secrets/" + name);
        authority.issue(type, List.of(host)).write(secret);
        // HAProxy reads certificate and key from one file.
        String pair = Files.readString(secret.resolve("tls.crt")) + Files.readString(secret.resolve("tls.key"));
        Files.writeString(folder.resolve(name + ".pem"), pair);
    }

    /** Issues certificates of virtual hosts, in folders with these names. As at real sites, each host has its own key. */
    void certificates(List<String> hosts) throws IOException {
        for (String host : hosts) {
            authority.issue(KeyType.ECDSA_P256, List.of(host)).write(folder.resolve("secrets/" + host));
        }
    }

    Path folder() {
        return folder;
    }

    /** Writes a file from a template, in which {@code @NAME@} stands for a value. */
    Path write(String name, String template, Map<String, Object> values) throws IOException {
        String text = template(template)
                .replace("@DIR@", folder.toString())
                .replace("@LOOKUP@", Integer.toString(backends.lookup()))
                .replace("@BACKEND_IMAP@", Integer.toString(backends.imap()))
                .replace("@BACKEND_POP3@", Integer.toString(backends.pop3()))
                .replace("@BACKEND_WEB@", Integer.toString(backends.web()));
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private static String template(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PeerEnvironment.class.getResourceAsStream("/peers/" + name), name)) {
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
