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
 * A web server that is stopped as if it was killed, with requests in its hands: it answers each request with its method and
 * path, keeps those that come when it is to be stopped, and closes all connections once it has enough of them.
 */
final class RollingServer implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final RawServer server;
    private final Map<String, Integer> received = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    /** The rest under this lock. */
    private final Set<String> held = new HashSet<>();

    private boolean stopping;
    private long answered;

    RollingServer() throws IOException {
        server = RawServer.start("127.0.0.1", FreePorts.take(), this::talk);
    }

    int port() {
        return server.port();
    }

    private void talk(InputStream in, OutputStream out) throws IOException {
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
        answered++;
        notifyAll();
    }

    /** Waits until it has answered so many requests more. */
    synchronized void awaitAnswers(long more) throws Exception {
        long wanted = answered + more;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (answered < wanted) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("only " + (answered - wanted + more) + " of " + more + " answers");
            }
            pause();
        }
    }

    /** Waits until it holds a request that can be repeated and one that cannot, or one of every client; then cuts them. */
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
                throw new TimeoutException("only these requests came: " + held);
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

    /** How often this request has come. */
    int received(String request) {
        return received.getOrDefault(request, 0);
    }

    /** The requests that it had in its hands when it was stopped, of all times. */
    Set<String> cut() {
        return Set.copyOf(cut);
    }

    /** Until something has changed; the caller looks what. */
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
