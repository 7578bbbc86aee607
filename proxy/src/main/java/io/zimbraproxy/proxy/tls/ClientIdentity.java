package io.zimbraproxy.proxy.tls;

import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/**
 * What a client was asked for when TLS began, and what it has shown.
 *
 * @param asked as the name it wanted has it
 * @param subject of its certificate, which was checked; null when it has shown none
 */
public record ClientIdentity(ClientAuth asked, String subject) {
    /** A client in the clear. */
    public static final ClientIdentity NONE = new ClientIdentity(ClientAuth.NONE, null);

    /** Names of attributes as OpenSSL writes them, where Java has numbers. */
    private static final Map<String, String> ATTRIBUTES =
            Map.of("1.2.840.113549.1.9.1", "emailAddress", "2.5.4.5", "serialNumber");

    /** What this session tells. */
    public static ClientIdentity of(ClientAuth asked, SSLSession session) {
        if (!asked.asks()) {
            return new ClientIdentity(asked, null);
        }
        try {
            X500Principal subject = ((X509Certificate) session.getPeerCertificates()[0]).getSubjectX500Principal();
            return new ClientIdentity(asked, subject.getName(X500Principal.RFC2253, ATTRIBUTES));
        } catch (SSLPeerUnverifiedException none) {
            return new ClientIdentity(asked, null);
        }
    }
}
