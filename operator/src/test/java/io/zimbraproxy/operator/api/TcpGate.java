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
 * TCP forwarder to a server on the loopback interface. While it is shut, it refuses connections; shutting closes all connections. The
 * mock server's own stop can leave a new connection open for ever.
 */
public final class TcpGate implements AutoCloseable {
    private static final int BACKLOG = 200;

    private final InetSocketAddress server;
    private final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.take());
    private final Set<Socket> connected = new HashSet<>();
    private ServerSocket listener;
    private Thread acceptor;

    private TcpGate(int port) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Returns an open gate to this port. */
    static TcpGate to(int port) throws IOException {
        TcpGate gate = new TcpGate(port);
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

    public void shut() throws IOException {
        synchronized (this) {
            listener.close();
            for (Socket socket : connected) {
                socket.close();
            }
            connected.clear();
        }
        // The port is free only after the acceptor has ended.
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
                        run(() -> forward(client, upstream));
                        run(() -> forward(upstream, client));
                    }
                }
            }
        } catch (IOException shut) {
            // The gate was shut.
        }
    }

    /** Registers a socket, or closes it if the gate was shut meanwhile. */
    private synchronized boolean register(ServerSocket opened, Socket socket) throws IOException {
        if (opened.isClosed()) {
            socket.close();
            return false;
        }
        socket.setTcpNoDelay(true);
        return connected.add(socket);
    }

    private void forward(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ended) {
            // One of the peers or the gate closed the connection.
        }
        forget(from);
    }

    private synchronized void forget(Socket socket) {
        connected.remove(socket);
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
