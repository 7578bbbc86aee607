package io.zimbraproxy.proxy.upstream;

import java.util.Set;

/**
 * What a client without a route needs of a server.
 *
 * @param clientAddress 4 or 16 bytes
 * @param tried servers that did not do
 * @param version of the software that its token is from; null for any
 */
public record Wish(byte[] clientAddress, Set<Peer> tried, String version) {
    /** True for a server that is well, takes new clients and has the version. */
    boolean wants(Peer peer) {
        return peer.available()
                && !peer.rules().drain()
                && !tried.contains(peer)
                && peer.rules().fits(version);
    }

    /** True when it can have the request now. */
    boolean allows(Peer peer) {
        return wants(peer) && !peer.full();
    }
}
