package io.zimbraproxy.proxy.cache;

import java.nio.charset.StandardCharsets;

/** Chooses the memcached server of a key exactly as Zimbra's nginx does, so that both find each other's entries. */
public final class ServerHash {
    private ServerHash() {}

    /** Returns the index of the server, from 0 to {@code count} - 1: the 64-bit one-at-a-time hash modulo {@code count}. */
    public static int of(String key, int count) {
        long hash = 0;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash += b & 0xff;
            hash += hash << 10;
            hash ^= hash >>> 6;
        }
        hash += hash << 3;
        hash ^= hash >>> 11;
        hash += hash << 15;
        return (int) Long.remainderUnsigned(hash, count);
    }
}
