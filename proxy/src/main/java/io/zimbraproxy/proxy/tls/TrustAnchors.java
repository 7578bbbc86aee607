package io.zimbraproxy.proxy.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManagerFactory;

/** Certificate authorities to trust, from a bundle. */
public record TrustAnchors(KeyStore store) {
    /**
     * Reads certificates in PEM form.
     *
     * @throws UnusableCertificate when there is none
     */
    public static TrustAnchors of(byte[] pem) throws UnusableCertificate {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate authority :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                store.setCertificateEntry("ca-" + count++, authority);
            }
            if (count == 0) {
                throw new UnusableCertificate("holds no certificate");
            }
            return new TrustAnchors(store);
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new UnusableCertificate("cannot be read as PEM certificates: " + unreadable.getMessage());
        }
    }

    /** For connections that must be made to servers with a certificate of these authorities. */
    public TrustManagerFactory trustManagers() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the platform has no trust manager", impossible);
        }
    }
}
