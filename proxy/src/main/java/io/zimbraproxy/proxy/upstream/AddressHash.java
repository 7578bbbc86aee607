package io.zimbraproxy.proxy.upstream;

/**
 * Zimbra's hash of a client's address. With the same hash, this proxy and Zimbra's nginx send a client to the same
 * server.
 */
final class AddressHash {
    private static final int START = 89;

    private final byte[] address;
    private int hash = START;

    /** Starts the sequence of choices for an address of 4 or 16 bytes. */
    AddressHash(byte[] address) {
        this.address = address.clone();
    }

    /**
     * Returns the next choice among {@code count} servers: 0 to {@code count - 1}. An address always gets the same
     * sequence.
     */
    int next(int count) {
        for (byte b : address) {
            hash = (hash * 113 + (b & 0xff)) % 6271;
        }
        return hash % count;
    }
}
