package io.zimbraproxy.proxy.listener;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sockets that another process has opened and nobody here has claimed yet. */
final class InheritedSockets {
    private final Map<PortAddress, ListeningSocket> unclaimed = new HashMap<>();

    void add(ListeningSocket socket) {
        unclaimed.put(socket.address(), socket);
    }

    /** The one for this address, from now on the caller's. */
    Optional<ListeningSocket> take(PortAddress address) {
        return Optional.ofNullable(unclaimed.remove(address));
    }

    /** Closes the rest: the other process has ports that this one does not want. */
    void close() {
        unclaimed.values().forEach(ListeningSocket::close);
        unclaimed.clear();
    }
}
