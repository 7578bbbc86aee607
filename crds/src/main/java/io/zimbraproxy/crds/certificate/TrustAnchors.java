package io.zimbraproxy.crds.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;

/** Certificate authorities to trust. Two instances are equal if they contain the same certificates in the same order. */
public final class TrustAnchors {
    private final KeyStore store;
    private final String fingerprint;

    private TrustAnchors(KeyStore store, String fingerprint) {
        this.store = store;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads certificates in PEM form.
     *
     * @throws UnusableCertificate if there is none
     */
    public static TrustAnchors of(byte[] pem) throws UnusableCertificate {
        List<X509Certificate> authorities = PemText.certificates(pem);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry("ca-" + count++, authority);
            }
            return new TrustAnchors(store, Fingerprints.of(authorities));
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new UnusableCertificate("cannot be read as PEM certificates: " + unreadable.getMessage());
        }
    }

    public KeyStore store() {
        return store;
    }

    /** Creates trust managers that accept peers with a certificate of these authorities. */
    public TrustManagerFactory trustManagers() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the platform has no trust manager", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustAnchors anchors && anchors.fingerprint.equals(fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }
}
