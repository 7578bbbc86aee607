package io.zimbraproxy.proxy.cache;

import io.zimbraproxy.crds.spec.KeyFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** How logical keys are written in a shared cache (facts, section 3.2). */
public final class KeyHash {
    private static final int MAX_PLAIN = 250;

    private KeyHash() {}

    /** The key to send; empty when a plain key would not be one command's word. */
    public static Optional<String> of(String key, KeyFormat format) {
        if (format == KeyFormat.Hashed) {
            return Optional.of(hex("SHA-256", key));
        }
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            if (b <= ' ' && b >= 0 || b == 0x7f) {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.length > MAX_PLAIN ? hex("MD5", key) : key);
    }

    private static String hex(String algorithm, String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
