package io.zimbraproxy.proxy.it.web;

import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.RawText;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A web server that can be killed while it has requests. It responds with the method and path of each request. Before it
 * stops, it holds requests, and then it closes all connections.
 */
final class RollingServer implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final RawServer server;
    private final Map<String, Integer> received = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    /** Guarded by this object, as the following fields. */
    private final Set<String> held = new HashSet<>();

    private boolean stopping;
    private long responses;

    RollingServer() throws IOException {
        server = RawServer.start("127.0.0.1", FreePorts.take(), this::converse);
    }

    int port() {
        return server.port();
    }

    private void converse(InputStream in, OutputStream out) throws IOException {
        for (String head = RawText.head(in); head != null; head = RawText.head(in)) {
            String request = head.substring(0, head.indexOf(" HTTP/"));
            if (request.startsWith("POST ")) {
                in.readNBytes(Integer.parseInt(head.replaceAll("(?is).*\r\ncontent-length: *(\\d+)\r\n.*", "$1")));
            }
            received.merge(request, 1, Integer::sum);
            hold(request);
            RawText.write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + request.length() + "\r\n\r\n" + request);
            count();
        }
    }

    private synchronized void hold(String request) throws IOException {
        if (!stopping) {
            return;
        }
        held.add(request);
        notifyAll();
        while (stopping) {
            pause();
        }
        throw new IOException("the server was stopped");
    }

    private synchronized void count() {
        responses++;
        notifyAll();
    }

    /** Waits until the server has sent {@code more} further responses. */
    synchronized void awaitResponses(long more) throws Exception {
        long wanted = responses + more;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (responses < wanted) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("only " + (responses - wanted + more) + " of " + more + " responses");
            }
            pause();
        }
    }

    /** Waits until the server holds a GET and a POST, or one request of every client, and closes all connections. */
    void stop(int clients) throws Exception {
        awaitHeld(clients);
        server.refuse();
        release();
    }

    private synchronized void awaitHeld(int clients) throws Exception {
        stopping = true;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (held.size() < clients && (!holds("GET ") || !holds("POST "))) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("held only these requests: " + held);
            }
            pause();
        }
    }

    private boolean holds(String method) {
        return held.stream().anyMatch(request -> request.startsWith(method));
    }

    private synchronized void release() {
        cut.addAll(held);
        held.clear();
        stopping = false;
        notifyAll();
    }

    void start() throws IOException {
        server.listen();
    }

    /** Returns the number of times that this request was received. */
    int received(String request) {
        return received.getOrDefault(request, 0);
    }

    /** Returns all requests without a response that were cut by a stop. */
    Set<String> cut() {
        return Set.copyOf(cut);
    }

    /** Waits for a change; the caller checks its condition in a loop. */
    @SuppressWarnings("WaitNotInLoop") // the callers are the loops
    private void pause() {
        try {
            wait(1000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
