package io.zimbraproxy.stub.fault;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The active faults by target. Thread-safe. */
public final class FaultRegistry {

    private final Map<String, Endpoint> endpoints = new TreeMap<>();
    private final Map<String, Fault> faults = new TreeMap<>();

    public synchronized void add(Endpoint endpoint) {
        endpoints.put(endpoint.target(), endpoint);
    }

    public synchronized Collection<Endpoint> endpoints() {
        return List.copyOf(endpoints.values());
    }

    /** Returns the active faults by target. */
    public synchronized Map<String, Fault> faults() {
        return new TreeMap<>(faults);
    }

    /**
     * Switches a fault on and replaces the target's earlier fault.
     *
     * @return completes when the fault is active: for {@link FaultKind#REFUSE} when the port is closed
     * @throws IllegalArgumentException if the target is unknown or cannot show this fault; the message lists what is allowed
     */
    public synchronized Future<Void> set(String target, Fault fault) {
        Endpoint endpoint = endpoint(target);
        FaultRules.check(endpoint, fault);
        Fault before = faults.put(target, fault);
        return openOrClose(endpoint, isRefuse(before), isRefuse(fault));
    }

    /** Switches a target's fault off; completes when the port works again. */
    public synchronized Future<Void> clear(String target) {
        Endpoint endpoint = endpoint(target);
        return openOrClose(endpoint, isRefuse(faults.remove(target)), false);
    }

    /** Switches all faults off; completes when all ports work again. */
    public synchronized Future<Void> clear() {
        return Future.join(
                        List.copyOf(faults.keySet()).stream().map(this::clear).toList())
                .mapEmpty();
    }

    /** Returns the fault to show at this stage, if any, and counts one use of it. */
    public synchronized Optional<Fault> take(String target, FaultStage stage) {
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
                    "target: unknown (saw '" + target + "'); allowed: " + String.join(", ", endpoints.keySet()));
        }
        return endpoint;
    }

    private static boolean isRefuse(@Nullable Fault fault) {
        return fault != null && fault.kind() == FaultKind.REFUSE;
    }

    private static Future<Void> openOrClose(Endpoint endpoint, boolean wasClosed, boolean close) {
        if (wasClosed == close) {
            return Future.succeededFuture();
        }
        return close ? endpoint.close() : endpoint.open();
    }
}
