package io.zimbraproxy.proxy.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on. They lie below those that the system gives to outgoing connections, which would take one
 * between its choice and its use.
 */
final class FreePorts {
    private static final int FIRST = 11_000;
    private static final int LAST = 32_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    static {
        // These have a fixed place, on addresses of their own.
        GIVEN.addAll(List.of(ScriptedPeers.HTTP_PORT, ScriptedPeers.CACHE_PORT));
    }

    private FreePorts() {}

    /** Different ports, each of which could be opened a moment ago; none is given twice. */
    static List<Integer> take(int count) {
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (GIVEN.add(port) && isFree(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    /** Whether a server could listen there now. */
    static boolean isFree(int port) {
        try (ServerSocket held = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return held.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
