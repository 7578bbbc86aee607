package io.zimbraproxy.stub.fault;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The switches: which fault is on at which port. Safe for use from any thread. */
public final class FaultBoard {

    private final Map<String, Endpoint> endpoints = new TreeMap<>();
    private final Map<String, Fault> faults = new TreeMap<>();

    public synchronized void add(Endpoint endpoint) {
        endpoints.put(endpoint.target(), endpoint);
    }

    public synchronized Collection<Endpoint> endpoints() {
        return List.copyOf(endpoints.values());
    }

    /** The faults that are on, by target. */
    public synchronized Map<String, Fault> faults() {
        return new TreeMap<>(faults);
    }

    /**
     * Switches a fault on, in place of an earlier one.
     *
     * @return done when it is in force: for {@link FaultKind#REFUSE} when the port is closed
     * @throws IllegalArgumentException for an unknown target or a fault that does not fit it, saying what is allowed
     */
    public synchronized Future<Void> set(String target, Fault fault) {
        Endpoint endpoint = endpoint(target);
        FaultRules.check(endpoint, fault);
        Fault before = faults.put(target, fault);
        return follow(endpoint, isRefused(before), isRefused(fault));
    }

    /** Switches a target's fault off; done when the port works again. */
    public synchronized Future<Void> clear(String target) {
        Endpoint endpoint = endpoint(target);
        return follow(endpoint, isRefused(faults.remove(target)), false);
    }

    public synchronized Future<Void> clear() {
        return Future.join(
                        List.copyOf(faults.keySet()).stream().map(this::clear).toList())
                .mapEmpty();
    }

    /** The fault that strikes now, if any; counts a strike. */
    public synchronized Optional<Fault> strike(String target, FaultStage stage) {
        Fault fault = faults.get(target);
        if (fault == null || fault.at() != stage || fault.kind() == FaultKind.REFUSE) {
            return Optional.empty();
        }
        if (fault.times() == 1) {
            faults.remove(target);
        } else if (fault.times() > 1) {
            faults.put(target, fault.times(fault.times() - 1));
        }
        return Optional.of(fault);
    }

    private Endpoint endpoint(String target) {
        Endpoint endpoint = endpoints.get(target);
        if (endpoint == null) {
            throw new IllegalArgumentException(
                    "no such target '" + target + "'; allowed: " + String.join(", ", endpoints.keySet()));
        }
        return endpoint;
    }

    private static boolean isRefused(Fault fault) {
        return fault != null && fault.kind() == FaultKind.REFUSE;
    }

    private static Future<Void> follow(Endpoint endpoint, boolean wasRefused, boolean isRefused) {
        if (wasRefused == isRefused) {
            return Future.succeededFuture();
        }
        return isRefused ? endpoint.close() : endpoint.open();
    }
}
