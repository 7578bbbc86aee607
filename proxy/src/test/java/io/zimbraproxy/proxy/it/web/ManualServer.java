package io.zimbraproxy.proxy.it.web;

import io.zimbraproxy.proxy.it.stage.Wire;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A mailbox server without behaviour: the test reads and writes the bytes of each connection itself. */
final class ManualServer implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final ServerSocket listener;
    private final List<Wire> open = new ArrayList<>();

    ManualServer() throws IOException {
        listener = new ServerSocket(FreePorts.take(), 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** Returns the server as an entry of a pool, in YAML's flow style. */
    String inPool() {
        return "{host: 127.0.0.1, httpPort: " + listener.getLocalPort() + "}";
    }

    /** Waits for the next connection of the proxy. */
    Wire accept() throws IOException {
        Wire wire = new Wire(listener.accept());
        open.add(wire);
        return wire;
    }

    /** Ends all connections and waits until the proxy has closed them, so that the next request needs a new one. */
    void closeConnections() throws IOException {
        for (Wire wire : open) {
            wire.finish();
        }
        open.clear();
        closeUnaccepted();
    }

    /** Closes connections that a failed test has not accepted. */
    private void closeUnaccepted() throws IOException {
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
