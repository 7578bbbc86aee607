package io.zimbraproxy.proxy.listener;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sockets that another process has opened, and that the configuration has not claimed yet. */
final class InheritedSockets {
    private final Map<PortAddress, ListeningSocket> unclaimed = new HashMap<>();

    void add(ListeningSocket socket) {
        unclaimed.put(socket.address(), socket);
    }

    /** Claims the socket of this address, if there is one. */
    Optional<ListeningSocket> claim(PortAddress address) {
        return Optional.ofNullable(unclaimed.remove(address));
    }

    /** Closes the unclaimed sockets. */
    void close() {
        unclaimed.values().forEach(ListeningSocket::close);
        unclaimed.clear();
    }
}
