package io.zimbraproxy.proxy.it.web;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A mailbox server that parses strictly, records what it reads, and keeps its connections. It returns the request line in the
 * response, or follows a {@link ResponseScript}.
 */
final class RecordingMailbox implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, ResponseScript> scripts = new ConcurrentHashMap<>();
    private final RequestLog log = new RequestLog();

    RecordingMailbox() throws IOException {
        run(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    RequestLog log() {
        return log;
    }

    /** Sets the script of the responses to requests for this target. */
    void respondWith(String target, ResponseScript script) {
        scripts.put(target, script);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                run(() -> converse(connection));
            }
        } catch (IOException closed) {
            // close() ends the loop.
        }
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "recording mailbox");
        thread.setDaemon(true);
        thread.start();
    }

    private void converse(Socket connection) {
        Conversation conversation = new Conversation(connection);
        try (connection) {
            connection.setTcpNoDelay(true);
            conversation.run(new BufferedInputStream(connection.getInputStream()));
        } catch (IOException gone) {
            // The proxy may close the connection at any time; the log has its data.
        } finally {
            connections.remove(connection);
            conversation.ended();
        }
    }

    /** Ends all connections and clears the log. */
    void reset() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
        log.take();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        reset();
    }

    /** One connection. */
    private final class Conversation {
        private final Socket connection;
        private final Set<String> scripted = new HashSet<>();

        Conversation(Socket connection) {
            this.connection = connection;
        }

        void run(InputStream in) throws IOException {
            boolean open = true;
            while (open && hasMore(in)) {
                StrictReader reader = new StrictReader(in);
                log.requestBegun();
                try {
                    ParsedRequest request = ParsedRequest.read(reader, this::headRead);
                    record(request, in);
                    open = respond(request);
                } catch (StrictReader.Malformed fault) {
                    log.addFault(fault.getMessage() + " in \"" + reader.consumed() + "\"");
                    open = false;
                } catch (EOFException | SocketException cut) {
                    log.addPart(reader.consumed());
                    open = false;
                } finally {
                    log.requestEnded();
                }
            }
        }

        void ended() {
            scripted.forEach(target -> log.countScripted(target, -1));
        }

        private static boolean hasMore(InputStream in) throws IOException {
            in.mark(1);
            boolean more = in.read() >= 0;
            in.reset();
            return more;
        }

        private void record(ParsedRequest request, InputStream in) throws IOException {
            String more = new String(in.readNBytes(in.available()), StandardCharsets.ISO_8859_1);
            if (!more.isEmpty()) {
                log.addFault("more than one request: \"" + more + "\" after " + request.line());
            }
            log.addRequest(request);
        }

        /** Sends 100 (Continue) if the client expects it, or the whole response if the script does not wait for the body. */
        private void headRead(ParsedRequest head) throws IOException {
            ResponseScript script = scripts.get(head.target());
            if (script != null && script.early()) {
                if (!play(head.target(), script)) {
                    throw new SocketException("the script ends the connection");
                }
            } else if (script == null && head.has("expect") && head.announcesBody()) {
                write("HTTP/1.1 100 Continue\r\n\r\n");
            }
        }

        /** Returns true if the connection stays open. */
        private boolean respond(ParsedRequest request) throws IOException {
            ResponseScript script = scripts.get(request.target());
            if (script != null) {
                return script.early() || play(request.target(), script);
            }
            String body = request.method().equals("HEAD") ? "" : "seen";
            write("HTTP/1.1 200 OK\r\nX-Saw: " + request.printable() + "\r\nContent-Length: 4\r\n\r\n" + body);
            return true;
        }

        private boolean play(String target, ResponseScript script) throws IOException {
            if (scripted.add(target)) {
                log.countScripted(target, 1);
            }
            return script.send(connection);
        }

        private void write(String text) throws IOException {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
