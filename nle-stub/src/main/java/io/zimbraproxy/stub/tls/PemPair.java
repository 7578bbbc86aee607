package io.zimbraproxy.stub.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

/**
 * A certificate and its key, as in the files of a Kubernetes TLS Secret.
 *
 * @param certificate PEM, {@code tls.crt}: the server's certificate, then the intermediate certificates
 * @param key PEM of the unencrypted PKCS#8 key, {@code tls.key}
 * @param authority PEM of the authority to trust, {@code ca.crt}
 */
public record PemPair(String certificate, String key, String authority) {

    /** Reads {@code tls.crt}, {@code tls.key} and {@code ca.crt}. Without {@code ca.crt} the certificate is its own authority. */
    public static PemPair read(Path directory) throws IOException {
        String certificate = Files.readString(directory.resolve("tls.crt"));
        Path authority = directory.resolve("ca.crt");
        return new PemPair(
                certificate,
                Files.readString(directory.resolve("tls.key")),
                Files.exists(authority) ? Files.readString(authority) : certificate);
    }

    /** Returns the server's certificate. */
    public X509Certificate leaf() throws IOException {
        return Pem.certificate(certificate);
    }

    /** Writes the three files. Only the owner can read the key. */
    public PemPair write(Path directory) throws IOException {
        Files.createDirectories(directory);
        PrivateFile.write(directory.resolve("tls.key"), key);
        Files.writeString(directory.resolve("tls.crt"), certificate);
        Files.writeString(directory.resolve("ca.crt"), authority);
        return this;
    }

    @Override
    public String toString() {
        return "PemPair[certificate, key and authority not shown]";
    }
}
