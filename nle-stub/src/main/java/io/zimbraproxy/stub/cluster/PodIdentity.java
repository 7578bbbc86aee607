package io.zimbraproxy.stub.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The credentials with which a pod calls the API server.
 *
 * @param server URL of the API server, {@code https://HOST:PORT}
 * @param namespace namespace of the pod
 * @param token bearer token of the pod's service account
 * @param trust TLS context that trusts the API server's authority
 */
public record PodIdentity(String server, String namespace, String token, SSLContext trust) {
    /** Directory in which Kubernetes mounts the service account. */
    public static final Path MOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /** Reads the files {@code namespace}, {@code token} and {@code ca.crt} of a directory. */
    public static PodIdentity read(String server, Path directory) throws IOException {
        return new PodIdentity(
                server,
                Files.readString(directory.resolve("namespace")).strip(),
                Files.readString(directory.resolve("token")).strip(),
                trusting(Files.readString(directory.resolve("ca.crt"))));
    }

    HttpURLConnection open(URI uri) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
        connection.setSSLSocketFactory(trust.getSocketFactory());
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setRequestProperty("Accept", "application/json");
        return connection;
    }

    private static SSLContext trusting(String authorities) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates(authorities)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException(
                    "ca.crt: no PEM certificates (" + unusable.getMessage() + "); mount the cluster's authority",
                    unusable);
        }
    }

    private static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public String toString() {
        return "PodIdentity[server=" + server + ", namespace=" + namespace + "]";
    }
}
