package io.zimbraproxy.proxy.upstream;

/**
 * Zimbra's hash of a client's address, so that old and new proxies send a client to the same server (facts, section 7.3).
 */
final class AddressHash {
    private static final int START = 89;

    private final byte[] address;
    private int hash = START;

    /** For an address of 4 or 16 bytes. */
    AddressHash(byte[] address) {
        this.address = address.clone();
    }

    /** The next choice among {@code count} servers: 0 to {@code count - 1}. The same address always gives the same row. */
    int next(int count) {
        for (byte b : address) {
            hash = (hash * 113 + (b & 0xff)) % 6271;
        }
        return hash % count;
    }
}
