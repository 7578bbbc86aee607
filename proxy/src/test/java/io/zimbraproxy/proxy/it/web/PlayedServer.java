package io.zimbraproxy.proxy.it.web;

import io.zimbraproxy.proxy.it.stage.Wire;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A mailbox server that the test plays itself, line by line, on each connection that the proxy opens to it. */
final class PlayedServer implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final ServerSocket listener;
    private final List<Wire> open = new ArrayList<>();

    PlayedServer() throws IOException {
        listener = new ServerSocket(FreePorts.take(), 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** As a server of a pool, in YAML's flow style. */
    String inPool() {
        return "{host: 127.0.0.1, httpPort: " + listener.getLocalPort() + "}";
    }

    /** The proxy's next connection. */
    Wire accept() throws IOException {
        Wire wire = new Wire(listener.accept());
        open.add(wire);
        return wire;
    }

    /** Ends all connections, and has seen the proxy notice that: it will ask on a new one. */
    void forget() throws IOException {
        for (Wire wire : open) {
            wire.finish();
        }
        open.clear();
        forgetStrays();
    }

    /** What a test that failed has not accepted is not for the next one. */
    private void forgetStrays() throws IOException {
        listener.setSoTimeout(1);
        try {
            while (true) {
                listener.accept().close();
            }
        } catch (SocketTimeoutException noMore) {
            listener.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Wire wire : open) {
            wire.close();
        }
    }
}
