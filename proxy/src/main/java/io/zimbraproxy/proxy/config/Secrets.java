package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.certificate.TrustAnchors;
import io.zimbraproxy.crds.certificate.UnusableCertificate;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.proxy.sasl.KerberosAcceptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.login.LoginException;

/** Reads and checks the Secrets that a manifest names. */
final class Secrets {
    /** The first byte of every keytab. */
    private static final byte KEYTAB_MAGIC = 5;

    private static final int MIN_RANDOM_BYTES = 32;

    private final SecretFiles files;
    private final SecretCache memory;
    private final List<Problem> problems;
    private final List<Problem> warnings;

    /** Adds faults to {@code problems}, and faults that do not stop a start to {@code warnings}. */
    Secrets(SecretFiles files, SecretCache memory, List<Problem> problems, List<Problem> warnings) {
        this.files = files;
        this.memory = memory;
        this.problems = problems;
        this.warnings = warnings;
    }

    /** Reads the certificate and key of a Secret; {@code path} is the field of the manifest that names it. */
    Optional<ServerCertificate> certificate(String path, String name) {
        Optional<byte[]> certificate = files.read(path, name, "tls.crt");
        Optional<byte[]> key = files.read(path, name, "tls.key");
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        String known = SecretCache.key("certificate", name, certificate.get(), key.get());
        Optional<ServerCertificate> before = memory.get(known, ServerCertificate.class);
        try {
            ServerCertificate read = before.isPresent()
                    ? before.get()
                    : memory.put(known, ServerCertificate.of(name, certificate.get(), key.get()));
            return checkTimes(path, read) ? Optional.of(read) : Optional.empty();
        } catch (UnusableCertificate unusable) {
            problems.add(new Problem(
                    path,
                    "the certificate cannot be used: " + unusable.getMessage(),
                    folder(name),
                    "put a certificate chain into tls.crt and its unencrypted key into tls.key, both PEM"));
            return Optional.empty();
        }
    }

    /**
     * Returns false for an expired or not yet valid certificate that would replace another one. One that is in service already, or
     * that a process starts with, is better than none and only leads to a warning.
     */
    private boolean checkTimes(String path, ServerCertificate certificate) {
        Instant now = Instant.now();
        String wrong = null;
        if (certificate.notAfter().isBefore(now)) {
            wrong = "the certificate has expired";
        } else if (certificate.notBefore().isAfter(now)) {
            wrong = "the certificate is not valid yet";
        }
        if (wrong == null) {
            return true;
        }
        Problem problem = new Problem(
                path,
                wrong,
                folder(certificate.name()) + ": valid from " + certificate.notBefore() + " to "
                        + certificate.notAfter(),
                "renew it, and check the clock of this machine");
        boolean replaces = memory.replaces(certificate);
        (replaces ? problems : warnings).add(problem);
        return !replaces;
    }

    private String folder(String name) {
        return files.file(name, "").toString();
    }

    /** Reads the certificate authorities of a Secret. */
    Optional<TrustAnchors> authorities(String path, String name) {
        return files.read(path, name, "ca.crt").flatMap(pem -> {
            try {
                return Optional.of(TrustAnchors.of(pem));
            } catch (UnusableCertificate unusable) {
                problems.add(new Problem(
                        path,
                        "the authorities cannot be used: " + unusable.getMessage(),
                        files.file(name, "ca.crt").toString(),
                        "put one or more PEM certificates into ca.crt"));
                return Optional.empty();
            }
        });
    }

    /** Reads a key that holds one line of text; returns it without its line end. */
    Optional<String> word(String path, String name, String key) {
        return files.read(path, name, key).flatMap(bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
            if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
                problems.add(new Problem(
                        path,
                        "is not one line of text",
                        files.file(name, key).toString(),
                        "write the password alone into the file"));
                return Optional.empty();
            }
            return Optional.of(text);
        });
    }

    /** Reads a key that holds random bytes. */
    Optional<byte[]> random(String path, String name, String key) {
        return files.read(path, name, key).flatMap(bytes -> {
            if (bytes.length < MIN_RANDOM_BYTES) {
                problems.add(new Problem(
                        path,
                        "is too short to be a secret",
                        files.file(name, key) + ": " + bytes.length + " bytes",
                        "write " + MIN_RANDOM_BYTES + " or more random bytes, as openssl rand gives them"));
                return Optional.empty();
            }
            return Optional.of(bytes);
        });
    }

    /** Reads a key that holds a Kerberos keytab. Kerberos reads the file itself, so a replaced file takes effect at once. */
    Optional<KerberosAcceptor> keytab(String path, String name, String key) {
        return files.read(path, name, key).flatMap(bytes -> {
            Path file = files.file(name, key).toAbsolutePath();
            String known = SecretCache.key("keytab", name + '/' + key, bytes);
            Optional<KerberosAcceptor> before = memory.get(known, KerberosAcceptor.class);
            if (before.isPresent()) {
                return before;
            }
            try {
                if (bytes.length < 2 || bytes[0] != KEYTAB_MAGIC) {
                    throw new LoginException("it is not a keytab");
                }
                return Optional.of(memory.put(known, KerberosAcceptor.of(file)));
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
}
