package io.zimbraproxy.operator.kubelet;

import io.zimbraproxy.stub.net.FreePorts;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;

/** Ports that need rights in a pod. */
public final class PrivilegedPorts {
    private static final int FIRST = 600;
    private static final int LAST = 1023;

    private PrivilegedPorts() {}

    /** One whose place in a pod can be opened here: {@code place} says where that is. */
    public static int take(IntUnaryOperator place) {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        } while (!FreePorts.isFree(place.applyAsInt(port)));
        return port;
    }
}
