package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import io.zimbraproxy.stub.tls.Validity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.spec.KeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A faulty pair of certificate and key, which the proxy has to refuse. */
public enum BrokenPair {
    /** The key of another certificate. */
    OTHER_KEY("does not belong to the certificate"),
    /** The second half of the certificate is missing. */
    CUT_CERTIFICATE("as PEM certificates"),
    /** The second half of the key is missing. */
    CUT_KEY("key .*PEM"),
    EMPTY_CERTIFICATE("holds no certificate"),
    EMPTY_KEY("holds no private key"),
    GARBAGE("as PEM certificates"),
    /** A valid PEM file that contains no certificate. */
    KEY_AS_CERTIFICATE("as PEM certificates|holds no certificate"),
    EXPIRED("expired"),
    /** A key without its certificate. */
    NO_CERTIFICATE("the file does not exist .*tls\\.crt"),
    /** A certificate without its key. */
    NO_KEY("the file does not exist .*tls\\.key"),
    /** The proxy has no password for an encrypted key. */
    KEY_WITH_PASSWORD("password|encrypted");

    private static final String ENCRYPTION = "PBEWithSHA1AndDESede";

    private final String description;

    BrokenPair(String description) {
        this.description = description;
    }

    /** Returns whether the problem names the secret and the fault. Its advice, which follows the last semicolon, does not count. */
    public boolean isNamed(String secret, String problem) {
        String wrong = problem.substring(0, Math.max(0, problem.lastIndexOf("; ")));
        return wrong.contains(secret)
                && Pattern.compile(description).matcher(wrong).find();
    }

    /** Writes the pair to the folder of a secret. */
    public void write(Path secret, CertificateAuthority authority, String host) throws Exception {
        PemPair good = authority.issue(host);
        String certificate =
                switch (this) {
                    case CUT_CERTIFICATE -> half(good.certificate());
                    case EMPTY_CERTIFICATE -> "";
                    case GARBAGE -> "nothing to see here\n";
                    case KEY_AS_CERTIFICATE -> good.key();
                    default -> good.certificate();
                };
        String key =
                switch (this) {
                    case OTHER_KEY -> authority.issue(host).key();
                    case CUT_KEY -> half(good.key());
                    case EMPTY_KEY -> "";
                    case GARBAGE -> "nothing to see here\n";
                    case KEY_WITH_PASSWORD -> encrypted(good.key());
                    default -> good.key();
                };
        PemPair pair = this == EXPIRED
                ? authority.issue(KeyType.RSA_2048, List.of(host), Validity.expired())
                : new PemPair(certificate, key, good.authority());
        write(pair, secret);
    }

    private void write(PemPair pair, Path secret) throws IOException {
        // The proxy reads the folder meanwhile, so a good pair must not exist in it for a moment.
        switch (this) {
            case NO_CERTIFICATE -> {
                Files.delete(secret.resolve("tls.crt"));
                Files.writeString(secret.resolve("tls.key"), pair.key());
            }
            case NO_KEY -> {
                Files.delete(secret.resolve("tls.key"));
                Files.writeString(secret.resolve("tls.crt"), pair.certificate());
            }
            default -> pair.write(secret);
        }
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }

    /** Encrypts a PKCS#8 key (RFC 5958 section 3), with an old cipher that all Java versions can name in the file. */
    private static String encrypted(String pem) throws GeneralSecurityException, IOException {
        byte[] der = Base64.getMimeDecoder()
                .decode(pem.lines().filter(line -> !line.startsWith("-----")).reduce("", String::concat));
        KeySpec password = new PBEKeySpec("secret".toCharArray());
        SecretKey secret = SecretKeyFactory.getInstance(ENCRYPTION).generateSecret(password);
        Cipher cipher = Cipher.getInstance(ENCRYPTION);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        byte[] info = new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(der)).getEncoded();
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(info);
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + text + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }
}
