package io.zimbraproxy.proxy.it.stage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Forwards connections to a server and records what the clients send. */
public final class RecordingPipe implements AutoCloseable {
    private final int from;
    private final int to;
    private final List<ByteArrayOutputStream> connections = new CopyOnWriteArrayList<>();
    private final RawServer server;

    /** Forwards connections from one loopback port to another. */
    public RecordingPipe(int from, int to) throws IOException {
        this.from = from;
        this.to = to;
        server = RawServer.start("127.0.0.1", from, this::pass);
    }

    public int port() {
        return from;
    }

    private void pass(InputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        connections.add(sent);
        try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), to)) {
            Thread back = new Thread(() -> copyBack(behind, out), "pipe back");
            back.setDaemon(true);
            back.start();
            byte[] part = new byte[16 * 1024];
            for (int count = in.read(part); count > 0; count = in.read(part)) {
                sent.write(part, 0, count);
                behind.getOutputStream().write(part, 0, count);
            }
        }
    }

    private static void copyBack(Socket behind, OutputStream out) {
        byte[] part = new byte[16 * 1024];
        // When the server ends its stream, the connection to the client is closed too.
        try (out) {
            for (int count = behind.getInputStream().read(part);
                    count > 0;
                    count = behind.getInputStream().read(part)) {
                out.write(part, 0, count);
                out.flush();
            }
        } catch (IOException over) {
            // The client or the server has closed its connection.
        }
    }

    /** Everything that clients have sent so far, one character per byte. */
    public String sent() {
        return String.join("", sentByConnection());
    }

    /** Returns the bytes that clients have sent so far, by connection. */
    public List<String> sentByConnection() {
        return connections.stream()
                .map(sent -> sent.toString(StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
