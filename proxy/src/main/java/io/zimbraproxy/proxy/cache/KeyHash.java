package io.zimbraproxy.proxy.cache;

import io.zimbraproxy.crds.spec.KeyFormat;
import io.zimbraproxy.crds.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Converts logical keys to the keys that are sent to a shared cache, in the same way as Zimbra's nginx. */
public final class KeyHash {
    /** The longest key that memcached accepts, in bytes. */
    private static final int MAX_PLAIN = 250;

    private KeyHash() {}

    /** Returns the key to send; empty if a plain key has spaces or control characters, which would end the command's word. */
    public static Optional<String> of(String key, KeyFormat format) {
        if (format == KeyFormat.Hashed) {
            return Optional.of(Sha256.hex(key));
        }
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            if (b <= ' ' && b >= 0 || b == 0x7f) {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.length > MAX_PLAIN ? md5(bytes) : key);
    }

    private static String md5(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(key));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no MD5", impossible);
        }
    }
}
