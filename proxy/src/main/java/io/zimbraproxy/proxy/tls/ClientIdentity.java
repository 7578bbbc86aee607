package io.zimbraproxy.proxy.tls;

import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The client certificate of a connection.
 *
 * @param auth whether a certificate was requested
 * @param subject subject of the verified certificate, as in RFC 2253; null if the client has sent none
 */
public record ClientIdentity(ClientAuth auth, @Nullable String subject) {
    /** A client without TLS. */
    public static final ClientIdentity NONE = new ClientIdentity(ClientAuth.NONE, null);

    /** OpenSSL's names of attributes for which Java writes numbers. */
    private static final Map<String, String> ATTRIBUTES =
            Map.of("1.2.840.113549.1.9.1", "emailAddress", "2.5.4.5", "serialNumber");

    /** Reads the client certificate of a TLS session. */
    public static ClientIdentity of(ClientAuth auth, SSLSession session) {
        if (!auth.requested()) {
            return new ClientIdentity(auth, null);
        }
        try {
            X500Principal subject = ((X509Certificate) session.getPeerCertificates()[0]).getSubjectX500Principal();
            return new ClientIdentity(auth, subject.getName(X500Principal.RFC2253, ATTRIBUTES));
        } catch (SSLPeerUnverifiedException none) {
            return new ClientIdentity(auth, null);
        }
    }
}
