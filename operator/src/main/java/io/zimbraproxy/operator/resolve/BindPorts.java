package io.zimbraproxy.operator.resolve;

import io.zimbraproxy.crds.spec.Listener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Ports that listeners bind in the pods. Pods may not bind ports below 1024, so the Service maps the public ports. */
public final class BindPorts {
    /** Management port of the pods, which no listener may bind. */
    public static final int MANAGEMENT = 9000;

    /** Highest port that pods may not bind. */
    public static final int LAST_PRIVILEGED = 1023;

    private static final int SHIFT = 10_000;
    private static final int LAST = 65_535;

    private BindPorts() {}

    /** Gives each listener its port in the pods: {@code bindPort}, the public port, or the next free port 10,000 above it. */
    static List<Listener> assign(List<Listener> listeners) {
        Set<Integer> taken = new HashSet<>(Set.of(MANAGEMENT));
        listeners.stream().map(Listener::bindPort).filter(Objects::nonNull).forEach(taken::add);
        listeners.stream()
                .filter(listener -> listener.bindPort() == null && !moves(listener))
                .forEach(listener -> taken.add(listener.port()));
        List<Listener> assigned = new ArrayList<>();
        for (Listener listener : listeners) {
            Integer port = listener.bindPort();
            if (port == null && moves(listener)) {
                port = free(listener.port(), taken);
                taken.add(port);
            }
            // The address belongs to a machine and not to a pod.
            assigned.add(listener.withBindPort(port).withAddress(null));
        }
        return assigned;
    }

    private static boolean moves(Listener listener) {
        return listener.port() <= LAST_PRIVILEGED || listener.port() == MANAGEMENT;
    }

    private static int free(int port, Set<Integer> taken) {
        int candidate = port + SHIFT;
        while (taken.contains(candidate)) {
            candidate = candidate + SHIFT > LAST ? candidate % SHIFT + SHIFT + 1 : candidate + SHIFT;
        }
        return candidate;
    }
}
