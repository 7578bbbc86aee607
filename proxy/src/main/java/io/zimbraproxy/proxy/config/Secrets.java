package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.proxy.sasl.KerberosAcceptor;
import io.zimbraproxy.proxy.tls.ServerCertificate;
import io.zimbraproxy.proxy.tls.TrustAnchors;
import io.zimbraproxy.proxy.tls.UnusableCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.security.auth.login.LoginException;

/** The secrets that a manifest names: a folder each, a file for each key, as Kubernetes mounts them. */
final class Secrets {
    private static final long MAX_BYTES = 1024 * 1024;

    /** The first byte of every keytab. */
    private static final byte KEYTAB_MAGIC = 5;

    private final Path folder;
    private final List<Problem> problems;

    /** Reads below {@code folder}; what is wrong is added to {@code problems}. */
    Secrets(Path folder, List<Problem> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The certificate and key of the secret of this name; {@code path} is where the manifest names it. */
    Optional<ServerCertificate> certificate(String path, String name) {
        Optional<byte[]> certificate = read(path, name, "tls.crt");
        Optional<byte[]> key = read(path, name, "tls.key");
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ServerCertificate.of(name, certificate.get(), key.get()));
        } catch (UnusableCertificate unusable) {
            problems.add(new Problem(
                    path,
                    "the certificate cannot be used: " + unusable.getMessage(),
                    folder.resolve(name).toString(),
                    "put a certificate chain into tls.crt and its unencrypted key into tls.key, both PEM"));
            return Optional.empty();
        }
    }

    /** The authorities in the secret of this name. */
    Optional<TrustAnchors> authorities(String path, String name) {
        return read(path, name, "ca.crt").flatMap(pem -> {
            try {
                return Optional.of(TrustAnchors.of(pem));
            } catch (UnusableCertificate unusable) {
                problems.add(new Problem(
                        path,
                        "the authorities cannot be used: " + unusable.getMessage(),
                        folder.resolve(name).resolve("ca.crt").toString(),
                        "put one or more PEM certificates into ca.crt"));
                return Optional.empty();
            }
        });
    }

    /** The one line under this key, without its end. */
    Optional<String> word(String path, String name, String key) {
        return read(path, name, key).flatMap(bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
            if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
                problems.add(new Problem(
                        path,
                        "is not one line of text",
                        folder.resolve(name).resolve(key).toString(),
                        "write the password alone into the file"));
                return Optional.empty();
            }
            return Optional.of(text);
        });
    }

    /** The Kerberos keytab under this key; the file itself is used, so that a new one takes its place. */
    Optional<KerberosAcceptor> keytab(String path, String name, String key) {
        return read(path, name, key).flatMap(bytes -> {
            Path file = folder.resolve(name).resolve(key).toAbsolutePath();
            try {
                if (bytes.length < 2 || bytes[0] != KEYTAB_MAGIC) {
                    throw new LoginException("it is no keytab");
                }
                return Optional.of(KerberosAcceptor.of(file));
            } catch (LoginException unusable) {
                problems.add(new Problem(
                        path,
                        "the keytab cannot be used: " + unusable.getMessage(),
                        file.toString(),
                        "write it with ktutil or kadmin, with keys of imap/HOST and pop/HOST"));
                return Optional.empty();
            }
        });
    }

    private Optional<byte[]> read(String path, String name, String key) {
        Path file = folder.resolve(name).resolve(key);
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(new Problem(path, "the file is too large", file + ", over 1 MiB", "check that it is PEM"));
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException missing) {
            problems.add(new Problem(
                    path,
                    "there is no such file",
                    file.toString(),
                    "create it, or name the folder with --secrets-dir"));
        } catch (IOException unreadable) {
            problems.add(new Problem(
                    path,
                    "the file cannot be read",
                    file + ": " + unreadable.getClass().getSimpleName(),
                    "let the user of this process read it"));
        }
        return Optional.empty();
    }
}
