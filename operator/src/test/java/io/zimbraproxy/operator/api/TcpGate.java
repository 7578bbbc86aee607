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
 * Leads to a server at the loopback interface, and can be shut: then nobody comes in, and who was in is out. The mock's own stop can
 * leave a connection that came in meanwhile open and unheard for ever.
 */
public final class TcpGate implements AutoCloseable {
    private final InetSocketAddress inside;
    private final InetSocketAddress outside = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.take());
    private final Set<Socket> passing = new HashSet<>();
    private ServerSocket listener;
    private Thread porter;

    private TcpGate(int port) {
        inside = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** An open door to this port. */
    static TcpGate to(int port) throws IOException {
        TcpGate door = new TcpGate(port);
        door.open();
        return door;
    }

    String url() {
        return "http://127.0.0.1:" + outside.getPort();
    }

    public void open() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(outside, 200);
        listener = opened;
        porter = run(() -> letIn(opened));
    }

    public void shut() throws IOException {
        synchronized (this) {
            listener.close();
            for (Socket socket : passing) {
                socket.close();
            }
            passing.clear();
        }
        // The port is free when its thread has noticed.
        try {
            porter.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void letIn(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                if (pass(opened, client)) {
                    Socket server = new Socket(inside.getAddress(), inside.getPort());
                    if (pass(opened, server)) {
                        run(() -> carry(client, server));
                        run(() -> carry(server, client));
                    }
                }
            }
        } catch (IOException shut) {
            // Nobody comes in any more.
        }
    }

    /** A socket that comes when the door is shut already is closed at once. */
    private synchronized boolean pass(ServerSocket opened, Socket socket) throws IOException {
        if (opened.isClosed()) {
            socket.close();
            return false;
        }
        socket.setTcpNoDelay(true);
        return passing.add(socket);
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ended) {
            // By one of the two, or by the door.
        }
        forget(from);
    }

    private synchronized void forget(Socket socket) {
        passing.remove(socket);
    }

    private static Thread run(Runnable work) {
        Thread thread = new Thread(work, "door");
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
