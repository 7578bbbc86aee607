package io.zimbraproxy.stub.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The textual encoding of certificates and keys (RFC 7468). */
final class Pem {

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    private Pem() {}

    static String encode(X509Certificate certificate) {
        try {
            return encode(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(PrivateKey key) {
        return encode(PRIVATE_KEY, key.getEncoded());
    }

    static X509Certificate certificate(String pem) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IOException("not a PEM certificate: " + e.getMessage(), e);
        }
    }

    static PrivateKey privateKey(String pem) throws IOException {
        byte[] der = decode(pem);
        GeneralSecurityException last = null;
        for (KeyType type : KeyType.values()) {
            try {
                return KeyFactory.getInstance(type.algorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw new IOException("not an RSA or EC key in PKCS#8 form; give a file with BEGIN " + PRIVATE_KEY, last);
    }

    private static byte[] decode(String pem) throws IOException {
        String begin = "-----BEGIN " + PRIVATE_KEY + "-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END " + PRIVATE_KEY + "-----");
        if (start < 0 || end < start) {
            throw new IOException("no BEGIN " + PRIVATE_KEY + " block; give an unencrypted PKCS#8 key");
        }
        return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
    }

    private static String encode(String label, byte[] der) {
        byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, lineEnd).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
