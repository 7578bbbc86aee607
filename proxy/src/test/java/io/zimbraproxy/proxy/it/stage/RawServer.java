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

/** A server whose words a test chooses, with a thread for every connection. */
public final class RawServer implements AutoCloseable {
    /** What the server does on a connection; the connection is closed after it. */
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

    /** From now on connections begin with TLS. */
    public void tls(SSLContext context) {
        tls = context;
    }

    /** Closes all connections and takes no more. */
    public void refuse() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** Takes connections (again). */
    public void listen() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        ServerSocket opened = open(end);
        listener = opened;
        run(() -> accept(opened));
    }

    /** A listener that was closed just now may live until its thread has noticed. */
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
                    // Taken in the moment of refusal, which may not have seen it.
                    connection.close();
                }
                run(() -> converse(connection));
            }
        } catch (IOException closed) {
            // No more connections; this is how it ends.
        }
    }

    private void converse(Socket connection) {
        try (connection;
                Socket talk = secured(connection)) {
            talk.setTcpNoDelay(true);
            conversation.with(new BufferedInputStream(talk.getInputStream()), talk.getOutputStream());
        } catch (IOException gone) {
            // The other side may leave when it likes; what it said is in the trace.
        } finally {
            connections.remove(connection);
        }
    }

    private Socket secured(Socket connection) throws IOException {
        SSLContext context = tls;
        // With a stream of what was read before, Java's socket takes the server's part.
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
