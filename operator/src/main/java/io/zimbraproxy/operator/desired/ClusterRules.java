package io.zimbraproxy.operator.desired;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.operator.resolve.PoolServiceNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a resource must keep to because objects are made of it, and a plain machine does not mind. */
final class ClusterRules {
    /** A Service is called by a label (RFC 1035), and suffixes are added. */
    private static final int MAX_NAME = 50;

    private static final int MAX_LABEL = 63;
    private static final int PRIVILEGED = 1023;
    private static final String SERVICE_NAME = "[a-z]([-a-z0-9]*[a-z0-9])?";

    private ClusterRules() {}

    static List<Problem> problems(ZimbraProxy proxy) {
        List<Problem> problems = new ArrayList<>();
        String name = proxy.getMetadata().getName();
        if (name.length() > MAX_NAME || !name.matches(SERVICE_NAME)) {
            problems.add(new Problem(
                    "metadata.name",
                    "cannot be the name of a Service",
                    name,
                    "use at most " + MAX_NAME + " lower-case letters, digits and hyphens, a letter first"));
        }
        ports(proxy.getSpec().listeners(), problems);
        bindPorts(proxy.getSpec().listeners(), problems);
        services(name, proxy.getSpec().upstream().pools(), problems);
        return problems;
    }

    /** ServiceAddresses tell listeners apart on a machine; a Service has one port of a number. */
    private static void ports(List<Listener> listeners, List<Problem> problems) {
        Map<Integer, String> users = new HashMap<>();
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            String user = listener.port() == null ? null : users.putIfAbsent(listener.port(), listener.name());
            if (user != null && listener.address() != null) {
                problems.add(new Problem(
                        "spec.listeners[" + i + "].port",
                        "is used by listener " + user
                                + " too, and pods have no addresses of their own to tell them apart",
                        listener.port().toString(),
                        "give each a port of its own"));
            }
        }
    }

    /** The same inside of the pods, where some ports are not to be had. */
    private static void bindPorts(List<Listener> listeners, List<Problem> problems) {
        Map<Integer, String> users = new HashMap<>();
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            String user = listener.bindPort() == null ? null : users.putIfAbsent(listener.bindPort(), listener.name());
            String path = "spec.listeners[" + i + "].bindPort";
            unusable(listener, user)
                    .ifPresent(what -> problems.add(new Problem(
                            path, what, listener.bindPort().toString(), "remove it: the operator chooses one")));
        }
    }

    /** {@code user} is the listener that has the port already, or null. */
    private static Optional<String> unusable(Listener listener, String user) {
        if (listener.bindPort() == null) {
            return Optional.empty();
        }
        if (listener.bindPort() == BasePodTemplate.MANAGEMENT_PORT) {
            return Optional.of("is the management port of pods");
        }
        if (listener.bindPort() <= PRIVILEGED) {
            return Optional.of("is below 1024, where pods may not listen");
        }
        return user == null || listener.address() == null
                ? Optional.empty()
                : Optional.of("is used by listener " + user + " too, and pods have no addresses of their own");
    }

    private static void services(String instance, List<Pool> pools, List<Problem> problems) {
        for (int i = 0; i < pools.size(); i++) {
            Pool pool = pools.get(i);
            if (pool.serversFrom() != null
                    && pool.name() != null
                    && pool.serversFrom().service() == null
                    && PoolServiceNames.service(instance, pool).length() > MAX_LABEL) {
                problems.add(new Problem(
                        "spec.upstream.pools[" + i + "].name",
                        "is too long for the Service that is made for it",
                        PoolServiceNames.service(instance, pool),
                        "shorten it"));
            }
        }
    }
}
