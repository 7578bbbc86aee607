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
 * Ports that nobody listens on. They lie below those that the system gives to outgoing connections: one of these would take
 * the port between its choice and its use, or while a server that is made to refuse connections does not hold it.
 */
public final class FreePorts {

    private static final int FIRST = 22_000;
    private static final int LAST = 32_000;

    /**
     * Which of how many parts of them is this process', as in {@code 1/2}: processes that take ports at the same time would choose the same
     * one now and then, each before the other listens there.
     */
    private static final String SHARE = "zimbra-stub.ports-share";

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** Different ports, each of which could be opened a moment ago; none is given twice in a process. */
    public static List<Integer> take(int count) {
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            ports.add(take());
        }
        return ports;
    }

    /** One such port. */
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

    /** Whether a server could listen there now. */
    public static boolean isFree(int port) {
        try (ServerSocket held = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return held.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
