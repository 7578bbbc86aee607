package io.zimbraproxy.proxy.http.message;

import java.nio.charset.StandardCharsets;

/** The header fields that the proxy handles; all others are {@link #OTHER} and are forwarded as received. */
public enum FieldName {
    OTHER(""),
    HOST("Host"),
    CONTENT_LENGTH("Content-Length", Trait.FRAMING),
    TRANSFER_ENCODING("Transfer-Encoding", Trait.FRAMING),
    CONNECTION("Connection", Trait.HOP_BY_HOP),
    KEEP_ALIVE("Keep-Alive", Trait.HOP_BY_HOP),
    PROXY_CONNECTION("Proxy-Connection", Trait.HOP_BY_HOP),
    PROXY_AUTHENTICATE("Proxy-Authenticate", Trait.HOP_BY_HOP),
    PROXY_AUTHORIZATION("Proxy-Authorization", Trait.HOP_BY_HOP),
    TE("TE", Trait.HOP_BY_HOP),
    TRAILER("Trailer", Trait.HOP_BY_HOP),
    UPGRADE("Upgrade", Trait.HOP_BY_HOP),
    HTTP2_SETTINGS("HTTP2-Settings", Trait.HOP_BY_HOP),
    EXPECT("Expect"),
    COOKIE("Cookie"),
    AUTHORIZATION("Authorization"),
    ACCEPT("Accept"),
    CONTENT_TYPE("Content-Type"),
    USER_AGENT("User-Agent"),
    FORWARDED("Forwarded"),
    X_FORWARDED_FOR("X-Forwarded-For"),
    X_FORWARDED_PROTO("X-Forwarded-Proto"),
    X_FORWARDED_HOST("X-Forwarded-Host"),
    X_FORWARDED_PORT("X-Forwarded-Port"),
    SERVER("Server"),
    LOCATION("Location"),
    CONTENT_LOCATION("Content-Location"),
    SET_COOKIE("Set-Cookie"),
    AGE("Age"),
    CACHE_CONTROL("Cache-Control"),
    CONTENT_ENCODING("Content-Encoding"),
    CONTENT_RANGE("Content-Range"),
    MAX_FORWARDS("Max-Forwards"),
    RANGE("Range"),
    PRAGMA("Pragma"),
    WWW_AUTHENTICATE("WWW-Authenticate");

    private enum Trait {
        NONE,
        HOP_BY_HOP,
        FRAMING
    }

    private static final FieldName[] ALL = values();
    private static final int SLOTS = 256;
    /** Code of the first field of each hash slot; 0 if the slot is empty. */
    private static final byte[] FIRST = new byte[SLOTS];

    /** Code of the next field in the same slot, by the code of a field; 0 if there is none. */
    private static final byte[] NEXT = new byte[ALL.length];

    static {
        for (FieldName name : ALL) {
            if (name != OTHER) {
                byte[] bytes = name.text.getBytes(StandardCharsets.US_ASCII);
                int slot = slot(bytes, 0, bytes.length);
                NEXT[name.code()] = FIRST[slot];
                FIRST[slot] = name.code();
            }
        }
    }

    private final String text;
    private final Trait trait;

    FieldName(String text) {
        this(text, Trait.NONE);
    }

    FieldName(String text, Trait trait) {
        this.text = text;
        this.trait = trait;
    }

    public String text() {
        return text;
    }

    /** Returns true if the field describes one connection and is never forwarded (RFC 9110 section 7.6.1). */
    public boolean hopByHop() {
        return trait == Trait.HOP_BY_HOP;
    }

    /** Returns true if the field frames the body; the proxy writes its own framing fields on each connection. */
    public boolean framing() {
        return trait == Trait.FRAMING;
    }

    /** Finds the field by its name, in upper or lower case. */
    static FieldName of(byte[] from, int start, int length) {
        for (int i = FIRST[slot(from, start, length)]; i != 0; i = NEXT[i]) {
            if (equalsIgnoreCase(ALL[i].text, from, start, length)) {
                return ALL[i];
            }
        }
        return OTHER;
    }

    /** Returns the field with this code. */
    static FieldName at(byte code) {
        return ALL[code];
    }

    /** Returns a number for the field that takes less memory than a reference. */
    @SuppressWarnings("EnumOrdinal") // never leaves this process
    byte code() {
        return (byte) ordinal();
    }

    private static int slot(byte[] from, int start, int length) {
        return length == 0 ? 0 : length * 7 + (from[start] | 0x20) * 3 + (from[start + length - 1] | 0x20) & SLOTS - 1;
    }

    private static boolean equalsIgnoreCase(String name, byte[] from, int start, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (Ascii.lower((byte) name.charAt(i)) != Ascii.lower(from[start + i])) {
                return false;
            }
        }
        return true;
    }
}
