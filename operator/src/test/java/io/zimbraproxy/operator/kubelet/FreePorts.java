package io.zimbraproxy.operator.kubelet;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;

/** Ports that nobody listens on, below those that the system gives to outgoing connections. None is given twice. */
public final class FreePorts {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final int FIRST_PRIVILEGED = 600;
    private static final int LAST_PRIVILEGED = 1023;

    private final Set<Integer> given = new HashSet<>();

    /** One that everybody may open. */
    public int take() {
        return take(FIRST, LAST, port -> port);
    }

    /** One that needs rights, whose place in a pod can be opened here: {@code place} says where that is. */
    public int takePrivileged(IntUnaryOperator place) {
        return take(FIRST_PRIVILEGED, LAST_PRIVILEGED, place);
    }

    private int take(int first, int last, IntUnaryOperator place) {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(first, last);
        } while (!isFree(place.applyAsInt(port)) || !given.add(port));
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket held = new ServerSocket(port)) {
            return held.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
