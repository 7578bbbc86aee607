package io.zimbraproxy.operator.kubelet;

import io.zimbraproxy.stub.net.FreePorts;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;

/** Privileged ports, which pods may not bind. */
public final class PrivilegedPorts {
    private static final int FIRST = 600;
    private static final int LAST = 1023;

    private PrivilegedPorts() {}

    /**
     * Returns a privileged port whose bind port is free on this machine.
     *
     * @param bindPort maps the port to the bind port
     */
    public static int take(IntUnaryOperator bindPort) {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        } while (!FreePorts.isFree(bindPort.applyAsInt(port)));
        return port;
    }
}
