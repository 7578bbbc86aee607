package io.zimbraproxy.proxy.listener;

import io.zimbraproxy.crds.spec.Listener;

/** A port cannot be opened; the message says which, why and what to do. */
public final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListen(Listener listener, Throwable fault) {
        super(
                "listener " + listener.name() + ": cannot listen on port " + listener.effectiveBindPort() + " ("
                        + reason(fault) + "); " + advice(fault),
                null,
                false,
                false);
    }

    private static String reason(Throwable fault) {
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }

    private static String advice(Throwable fault) {
        return reason(fault).contains("ermission")
                ? "ports below 1024 need the capability NET_BIND_SERVICE, or choose another port"
                : "stop the program that has it, or choose another port or address";
    }
}
