package io.zimbraproxy.operator.kubelet;

import io.zimbraproxy.stub.net.FreePorts;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;

/** Ports below 1024, which need a privilege in a pod. */
public final class PrivilegedPorts {
    private static final int FIRST = 600;
    private static final int LAST = 1023;

    private PrivilegedPorts() {}

    /** Picks a privileged port whose bind port is free on this machine; {@code bindPort} maps one to the other. */
    public static int take(IntUnaryOperator bindPort) {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        } while (!FreePorts.isFree(bindPort.applyAsInt(port)));
        return port;
    }
}
