package io.zimbraproxy.operator.api;

import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/**
 * TCP forwarder in front of a server on the loopback interface. While the gate is shut it refuses new connections; shutting it closes
 * the existing ones. Tests use it to make the API server unreachable, because stopping the mock server itself can leave a connection
 * open that nobody serves.
 */
public final class TcpGate implements AutoCloseable {
    private static final int BACKLOG = 200;

    private final InetSocketAddress server;
    private final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.take());
    private final Set<Socket> connections = new HashSet<>();
    private ServerSocket listener;
    private Thread acceptor;

    private TcpGate(int serverPort) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    }

    /** Opens a gate to the server at this port. */
    static TcpGate to(int serverPort) throws IOException {
        TcpGate gate = new TcpGate(serverPort);
        gate.open();
        return gate;
    }

    String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    public void open() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(address, BACKLOG);
        listener = opened;
        acceptor = run(() -> accept(opened));
    }

    /** Closes the listener and all connections. The port is free again when this method returns. */
    public void shut() throws IOException {
        synchronized (this) {
            listener.close();
            for (Socket socket : connections) {
                socket.close();
            }
            connections.clear();
        }
        // The kernel frees the port only after the accepting thread has left accept().
        try {
            acceptor.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                if (register(opened, client)) {
                    Socket upstream = new Socket(server.getAddress(), server.getPort());
                    if (register(opened, upstream)) {
                        run(() -> copy(client, upstream));
                        run(() -> copy(upstream, client));
                    }
                }
            }
        } catch (IOException shut) {
            // The gate is shut.
        }
    }

    /** Remembers the socket, or closes it and returns false if the gate was shut in the meantime. */
    private synchronized boolean register(ServerSocket opened, Socket socket) throws IOException {
        if (opened.isClosed()) {
            socket.close();
            return false;
        }
        socket.setTcpNoDelay(true);
        return connections.add(socket);
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ended) {
            // One of the peers closed the connection, or the gate was shut.
        }
        forget(from);
    }

    private synchronized void forget(Socket socket) {
        connections.remove(socket);
    }

    private static Thread run(Runnable work) {
        Thread thread = new Thread(work, "tcp-gate");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        try {
            shut();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
