package io.zimbraproxy.proxy.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate chain with its key, known to fit each other.
 *
 * @param name of the Secret it came from
 * @param chain the server's own certificate first
 */
public record ServerCertificate(String name, List<X509Certificate> chain, KeyManagerFactory keys) {
    private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

    /**
     * Reads a pair of PEM texts: a chain, and a key in PKCS#8, PKCS#1 or SEC 1 form without password.
     *
     * @throws UnusableCertificate when they cannot be read or do not fit
     */
    public static ServerCertificate of(String name, byte[] certificatePem, byte[] keyPem) throws UnusableCertificate {
        KeyManagerFactory keys = read(certificatePem, keyPem);
        X509KeyManager manager = (X509KeyManager) keys.getKeyManagers()[0];
        for (String type : List.of("RSA", "EC", "Ed25519", "RSASSA-PSS")) {
            String[] aliases = manager.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
                X509Certificate[] chain = manager.getCertificateChain(aliases[0]);
                if (!fits(manager.getPrivateKey(aliases[0]), chain[0].getPublicKey())) {
                    throw new UnusableCertificate("the key does not belong to the certificate of "
                            + chain[0].getSubjectX500Principal().getName());
                }
                return new ServerCertificate(name, List.of(chain), keys);
            }
        }
        throw new UnusableCertificate("holds no certificate of a kind that can serve TLS (RSA, EC or Ed25519)");
    }

    private static KeyManagerFactory read(byte[] certificatePem, byte[] keyPem) throws UnusableCertificate {
        try {
            return new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificatePem))
                    .addKeyValue(Buffer.buffer(keyPem))
                    .getKeyManagerFactory(null);
        } catch (Exception unreadable) {
            throw new UnusableCertificate("cannot be read as PEM: " + reason(unreadable));
        }
    }

    private static String reason(Throwable fault) {
        String message = fault.getMessage();
        return message == null
                ? fault.getClass().getSimpleName()
                : message.lines().findFirst().orElse("empty");
    }

    private static boolean fits(PrivateKey privateKey, PublicKey publicKey) {
        String algorithm =
                switch (privateKey.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> privateKey.getAlgorithm();
                };
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(privateKey);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(PROBE);
            return signer.verify(signature);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    /** When the server's own certificate ends. */
    public Instant notAfter() {
        return chain.get(0).getNotAfter().toInstant();
    }
}
