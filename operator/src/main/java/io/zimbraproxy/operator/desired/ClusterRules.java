package io.zimbraproxy.operator.desired;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.ServersFrom;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.operator.resolve.BindPorts;
import io.zimbraproxy.operator.resolve.PoolServiceNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules for a resource that hold in a cluster only, because objects are derived from it. */
final class ClusterRules {
    /** The name of a Service is a label of RFC 1035 with at most 63 characters, and the operator appends suffixes. */
    private static final int MAX_NAME = 50;

    private static final int MAX_LABEL = 63;
    private static final String SERVICE_NAME = "[a-z]([-a-z0-9]*[a-z0-9])?";

    private ClusterRules() {}

    static List<Problem> problems(ZimbraProxy proxy) {
        List<Problem> problems = new ArrayList<>();
        String name = proxy.getMetadata().getName();
        if (name.length() > MAX_NAME || !name.matches(SERVICE_NAME)) {
            problems.add(new Problem(
                    "metadata.name",
                    "is not a valid name for a Service",
                    name,
                    "use at most " + MAX_NAME + " lower-case letters, digits and hyphens, starting with a letter"));
        }
        ports(proxy.getSpec().listeners(), problems);
        bindPorts(proxy.getSpec().listeners(), problems);
        services(name, proxy.getSpec().upstream().pools(), problems);
        return problems;
    }

    /** Reports listeners on the same port. On a machine different addresses allow that; a Service has each port once. */
    private static void ports(List<Listener> listeners, List<Problem> problems) {
        Map<Integer, String> users = new HashMap<>();
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            String user = listener.port() == null ? null : users.putIfAbsent(listener.port(), listener.name());
            if (user != null && listener.address() != null) {
                problems.add(new Problem(
                        "spec.listeners[" + i + "].port",
                        usedBy(user),
                        listener.port().toString(),
                        "give each listener its own port"));
            }
        }
    }

    /** The same for the ports in the pods, where some ports are not available. */
    private static void bindPorts(List<Listener> listeners, List<Problem> problems) {
        Map<Integer, String> users = new HashMap<>();
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            Integer port = listener.bindPort();
            if (port != null) {
                String path = "spec.listeners[" + i + "].bindPort";
                unusable(listener, port, users.putIfAbsent(port, listener.name()))
                        .ifPresent(what -> problems.add(new Problem(
                                path, what, port.toString(), "remove it; the operator then chooses a port")));
            }
        }
    }

    /**
     * Returns why a listener cannot have its bind port.
     *
     * @param user listener that has the port already, or null
     */
    private static Optional<String> unusable(Listener listener, int port, @Nullable String user) {
        if (port == BindPorts.MANAGEMENT) {
            return Optional.of("is the management port of the pods");
        }
        if (port <= BindPorts.LAST_PRIVILEGED) {
            return Optional.of("is below 1024, and pods may not bind such a port");
        }
        return user == null || listener.address() == null ? Optional.empty() : Optional.of(usedBy(user));
    }

    private static String usedBy(String listener) {
        return "is already used by listener " + listener
                + "; in a pod, listeners cannot share a port by using different addresses";
    }

    private static void services(String instance, List<Pool> pools, List<Problem> problems) {
        for (int i = 0; i < pools.size(); i++) {
            Pool pool = pools.get(i);
            ServersFrom from = pool.serversFrom();
            if (from != null
                    && pool.name() != null
                    && from.service() == null
                    && PoolServiceNames.of(instance, pool, from).length() > MAX_LABEL) {
                problems.add(new Problem(
                        "spec.upstream.pools[" + i + "].name",
                        "is too long: the name of its Service would exceed " + MAX_LABEL + " characters",
                        PoolServiceNames.of(instance, pool, from),
                        "shorten it"));
            }
        }
    }
}
