package io.zimbraproxy.stub.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A source of unused ports.
 *
 * <p>The ports lie below the system's range for outgoing connections. An outgoing connection could otherwise take a port
 * before its server listens, or while its server is stopped for a test.
 */
public final class FreePorts {

    private static final int FIRST = 22_000;
    private static final int LAST = 32_000;

    /**
     * System property with the part of the range that this process uses, such as {@code 1/2} for the first of two parts.
     * Without it, two processes could choose the same port before either listens on it.
     */
    private static final String SHARE = "zimbra-stub.ports-share";

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** Returns different ports that are free now. A process gets each port only once. */
    public static List<Integer> take(int count) {
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            ports.add(take());
        }
        return ports;
    }

    /** Returns a port that is free now. A process gets each port only once. */
    public static int take() {
        String[] share = System.getProperty(SHARE, "1/1").split("/", 2);
        int size = (LAST - FIRST) / Integer.parseInt(share[1]);
        int first = FIRST + size * (Integer.parseInt(share[0]) - 1);
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(first, first + size);
        } while (!GIVEN.add(port) || !isFree(port));
        return port;
    }

    /** Returns whether a server could listen on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket held = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return held.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
