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
 * A mailbox server that reads strictly, tells a log what it reads, and keeps its connections. It answers every request with
 * the request's first line, or as a script says.
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

    /** What is answered to requests for this target from now on. */
    void answer(String target, ResponseScript script) {
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
            // No more connections; this is how it ends.
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
            // The proxy may leave when it likes; what it said is in the log.
        } finally {
            connections.remove(connection);
            conversation.over();
        }
    }

    /** Ends all connections, and forgets what was read. */
    void startAfresh() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
        log.taken();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        startAfresh();
    }

    /** One connection. */
    private final class Conversation {
        private final Socket connection;
        private final Set<String> scripted = new HashSet<>();

        Conversation(Socket connection) {
            this.connection = connection;
        }

        void run(InputStream in) throws IOException {
            boolean goesOn = true;
            while (goesOn && begins(in)) {
                StrictReader reader = new StrictReader(in);
                log.begun();
                try {
                    SeenRequest request = SeenRequest.read(reader, this::headRead);
                    keep(request, in);
                    goesOn = answer(request);
                } catch (StrictReader.Malformed fault) {
                    log.fault(fault.getMessage() + " in \"" + reader.said() + "\"");
                    goesOn = false;
                } catch (EOFException | SocketException cut) {
                    log.part(reader.said());
                    goesOn = false;
                } finally {
                    log.ended();
                }
            }
        }

        void over() {
            scripted.forEach(target -> log.scripted(target, -1));
        }

        private static boolean begins(InputStream in) throws IOException {
            in.mark(1);
            boolean more = in.read() >= 0;
            in.reset();
            return more;
        }

        private void keep(SeenRequest request, InputStream in) throws IOException {
            String behind = new String(in.readNBytes(in.available()), StandardCharsets.ISO_8859_1);
            if (!behind.isEmpty()) {
                log.fault("more than one request: \"" + behind + "\" behind " + request.line());
            }
            log.complete(request);
        }

        /** Asks for the body when the client waits for that, and answers without it when the script says so. */
        private void headRead(SeenRequest head) throws IOException {
            ResponseScript script = scripts.get(head.target());
            if (script != null && script.early()) {
                if (!play(head.target(), script)) {
                    throw new SocketException("the script ends the connection");
                }
            } else if (script == null && head.has("expect") && head.announcesBody()) {
                say("HTTP/1.1 100 Continue\r\n\r\n");
            }
        }

        /** True when the connection goes on. */
        private boolean answer(SeenRequest request) throws IOException {
            ResponseScript script = scripts.get(request.target());
            if (script != null) {
                return script.early() || play(request.target(), script);
            }
            String body = request.method().equals("HEAD") ? "" : "seen";
            say("HTTP/1.1 200 OK\r\nX-Saw: " + request.printable() + "\r\nContent-Length: 4\r\n\r\n" + body);
            return true;
        }

        private boolean play(String target, ResponseScript script) throws IOException {
            if (scripted.add(target)) {
                log.scripted(target, 1);
            }
            return script.play(connection);
        }

        private void say(String text) throws IOException {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
