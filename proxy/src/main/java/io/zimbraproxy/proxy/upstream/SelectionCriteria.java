package io.zimbraproxy.proxy.upstream;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Criteria for the choice of a server for a client without a route.
 *
 * @param clientAddress 4 or 16 bytes
 * @param tried servers that failed for this request already
 * @param version software version that issued the client's token; null if any version will do
 * @param includeFailed whether servers that failed lately are allowed; used when all have failed, since one may be back
 */
public record SelectionCriteria(
        byte[] clientAddress, Set<Peer> tried, @Nullable String version, boolean includeFailed) {
    public SelectionCriteria(byte[] clientAddress, Set<Peer> tried, @Nullable String version) {
        this(clientAddress, tried, version, false);
    }

    /** Returns the same criteria for a pool in which every server has failed lately. */
    SelectionCriteria withFailed() {
        return new SelectionCriteria(clientAddress, tried, version, true);
    }

    /** Returns true for a healthy server that takes new clients and has the right version. */
    boolean wants(Peer peer) {
        return (includeFailed ? !peer.down() : peer.available())
                && !peer.rules().drain()
                && !tried.contains(peer)
                && peer.rules().fits(version);
    }

    /** Returns true if the server can take the request now. */
    boolean allows(Peer peer) {
        return wants(peer) && !peer.full();
    }
}
