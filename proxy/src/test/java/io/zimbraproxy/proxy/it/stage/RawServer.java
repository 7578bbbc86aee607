package io.zimbraproxy.proxy.it.stage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A TCP server whose behaviour a test defines. Each connection has its own thread. */
public final class RawServer implements AutoCloseable {
    /** The behaviour of the server on a connection, which is closed afterwards. */
    public interface Conversation {
        void with(InputStream in, OutputStream out) throws IOException;
    }

    private final InetSocketAddress address;
    private final Conversation conversation;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private volatile SSLContext tls;

    private RawServer(InetSocketAddress address, Conversation conversation) {
        this.address = address;
        this.conversation = conversation;
    }

    /** Listens on this address and port. */
    public static RawServer start(String address, int port, Conversation conversation) throws IOException {
        RawServer server = new RawServer(new InetSocketAddress(InetAddress.getByName(address), port), conversation);
        server.listen();
        return server;
    }

    public int port() {
        return address.getPort();
    }

    /** Starts TLS at once on new connections. */
    public void tls(SSLContext context) {
        tls = context;
    }

    /** Closes all connections and accepts no more. */
    public void refuse() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** Starts or resumes accepting connections. */
    public void listen() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        ServerSocket opened = open(end);
        listener = opened;
        run(() -> accept(opened));
    }

    /** Retries, because a closed listener keeps its port until its accepting thread has returned. */
    private ServerSocket open(long end) throws IOException {
        while (true) {
            ServerSocket opened = new ServerSocket();
            try {
                opened.setReuseAddress(true);
                opened.bind(address, 200);
                return opened;
            } catch (BindException taken) {
                opened.close();
                if (System.nanoTime() > end) {
                    throw taken;
                }
            }
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket connection = from.accept();
                connections.add(connection);
                if (from.isClosed()) {
                    // refuse() may have missed a connection that was accepted at the same time.
                    connection.close();
                }
                run(() -> converse(connection));
            }
        } catch (IOException closed) {
            // refuse() has closed the listener.
        }
    }

    private void converse(Socket connection) {
        try (connection;
                Socket talk = secured(connection)) {
            talk.setTcpNoDelay(true);
            conversation.with(new BufferedInputStream(talk.getInputStream()), talk.getOutputStream());
        } catch (IOException gone) {
            // The peer may close the connection at any time. The trace contains what it sent.
        } finally {
            connections.remove(connection);
        }
    }

    private Socket secured(Socket connection) throws IOException {
        SSLContext context = tls;
        // This overload, with a stream of bytes already read, creates a server-side socket.
        return context == null
                ? connection
                : context.getSocketFactory().createSocket(connection, InputStream.nullInputStream(), true);
    }

    private void run(Runnable work) {
        Thread thread = new Thread(work, "server " + address);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        refuse();
    }
}
