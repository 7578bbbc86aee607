package io.zimbraproxy.proxy.upstream;

import java.util.Set;

/**
 * What a client without a route needs of a server.
 *
 * @param clientAddress 4 or 16 bytes
 * @param tried servers that did not do
 * @param version of the software that its token is from; null for any
 * @param anyway takes servers that failed lately, too: when all have, one may be back
 */
public record SelectionCriteria(byte[] clientAddress, Set<Peer> tried, String version, boolean anyway) {
    public SelectionCriteria(byte[] clientAddress, Set<Peer> tried, String version) {
        this(clientAddress, tried, version, false);
    }

    /** The same, where no server is well. */
    SelectionCriteria desperate() {
        return new SelectionCriteria(clientAddress, tried, version, true);
    }

    /** True for a server that is well, takes new clients and has the version. */
    boolean wants(Peer peer) {
        return (anyway ? !peer.down() : peer.available())
                && !peer.rules().drain()
                && !tried.contains(peer)
                && peer.rules().fits(version);
    }

    /** True when it can have the request now. */
    boolean allows(Peer peer) {
        return wants(peer) && !peer.full();
    }
}
