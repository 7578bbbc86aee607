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

/** Stands before a server and keeps what its clients say. */
public final class RecordingPipe implements AutoCloseable {
    private final int from;
    private final int to;
    private final List<ByteArrayOutputStream> connections = new CopyOnWriteArrayList<>();
    private final RawServer server;

    /** From this port of the loopback to that one. */
    public RecordingPipe(int from, int to) throws IOException {
        this.from = from;
        this.to = to;
        server = RawServer.start("127.0.0.1", from, this::pass);
    }

    public int port() {
        return from;
    }

    private void pass(InputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        connections.add(said);
        try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), to)) {
            Thread back = new Thread(() -> copyBack(behind, out), "pipe back");
            back.setDaemon(true);
            back.start();
            byte[] part = new byte[16 * 1024];
            for (int count = in.read(part); count > 0; count = in.read(part)) {
                said.write(part, 0, count);
                behind.getOutputStream().write(part, 0, count);
            }
        }
    }

    private static void copyBack(Socket behind, OutputStream out) {
        byte[] part = new byte[16 * 1024];
        // The end of what the server says is the end of the connection for its client, too.
        try (out) {
            for (int count = behind.getInputStream().read(part);
                    count > 0;
                    count = behind.getInputStream().read(part)) {
                out.write(part, 0, count);
                out.flush();
            }
        } catch (IOException over) {
            // One of the ends is gone, and so is this.
        }
    }

    /** Everything that was said until now, one byte a character. */
    public String said() {
        return String.join("", conversations());
    }

    /** The same, by connection. */
    public List<String> conversations() {
        return connections.stream()
                .map(said -> said.toString(StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
