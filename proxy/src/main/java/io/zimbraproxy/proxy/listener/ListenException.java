package io.zimbraproxy.proxy.listener;

import io.zimbraproxy.crds.spec.Listener;

/** A port that cannot be opened. The message says which one, why, and what to do. Has no stack trace. */
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(Listener listener, Throwable fault) {
        super(
                "listener " + listener.name() + ": cannot listen on port " + listener.effectiveBindPort() + " ("
                        + reason(fault) + "); " + advice(fault),
                null,
                false,
                false);
    }

    private static String reason(Throwable fault) {
        String message = fault.getMessage();
        return message == null ? fault.getClass().getSimpleName() : message;
    }

    private static String advice(Throwable fault) {
        return reason(fault).contains("ermission")
                ? "ports below 1024 need the capability NET_BIND_SERVICE, or choose another port"
                : "stop the program that uses it, or choose another port or address";
    }
}
