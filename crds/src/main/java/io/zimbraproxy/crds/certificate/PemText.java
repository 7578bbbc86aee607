package io.zimbraproxy.crds.certificate;

import io.zimbraproxy.crds.text.RootCause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/** Parser for certificates and keys in PEM form (RFC 7468). Its messages never contain a part of a key. */
final class PemText {
    private PemText() {}

    /** Reads all certificates, in their order. */
    static List<X509Certificate> certificates(byte[] pem) throws UnusableCertificate {
        try {
            List<X509Certificate> all = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .forEach(certificate -> all.add((X509Certificate) certificate));
            if (all.isEmpty()) {
                throw new UnusableCertificate("holds no certificate");
            }
            return all;
        } catch (GeneralSecurityException unreadable) {
            throw new UnusableCertificate("cannot be read as PEM certificates: " + reason(unreadable));
        }
    }

    /** Reads the first key in PKCS#8, PKCS#1 or SEC 1 form, without password. */
    static PrivateKey key(byte[] pem) throws UnusableCertificate {
        try (Reader text = new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.ISO_8859_1);
                PEMParser parser = new PEMParser(text)) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                PrivateKeyInfo key = key(part);
                if (key != null) {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                }
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException unreadable) {
            throw new UnusableCertificate("the key cannot be read as PEM");
        }
        throw new UnusableCertificate("holds no private key");
    }

    /** Returns null if the object is not a key: files often begin with EC parameters. */
    private static @Nullable PrivateKeyInfo key(Object part) throws UnusableCertificate {
        if (part instanceof PEMEncryptedKeyPair || part instanceof PKCS8EncryptedPrivateKeyInfo) {
            throw new UnusableCertificate("the key has a password");
        }
        if (part instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        return part instanceof PrivateKeyInfo info ? info : null;
    }

    /** Returns the first line of the innermost message, which names the defect. */
    private static String reason(Throwable fault) {
        String message = RootCause.of(fault).getMessage();
        return message == null
                ? "the content is malformed"
                : message.lines().findFirst().orElse("empty");
    }
}
