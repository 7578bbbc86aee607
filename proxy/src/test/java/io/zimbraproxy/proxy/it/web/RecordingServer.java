package io.zimbraproxy.proxy.it.web;

import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.RawText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** A web server of a pool that notes the requests it got in full, and answers as a test wants it. */
final class RecordingServer implements AutoCloseable {
    /** What the server does about a request. */
    interface Answers {
        /** The whole answer; empty for none: then the connection is closed. May wait. */
        String to(WebRequest request) throws IOException, InterruptedException;
    }

    private final String name;
    private final Consumer<WebRequest> notes;
    private final RawServer server;
    private volatile Answers answers = this::greet;

    /** Listens on this address and port. */
    RecordingServer(String name, String address, int port, Consumer<WebRequest> notes) throws IOException {
        this.name = name;
        this.notes = notes;
        server = RawServer.start(address, port, this::converse);
    }

    /** From now on this is what it answers; at first it says who it is. */
    void answers(Answers next) {
        answers = next;
    }

    /** A short page with the server's name in a header. */
    String greet(WebRequest request) {
        String body = request.method().equals("HEAD") ? "" : "ok\n";
        return "HTTP/1.1 200 OK\r\nX-Server: " + name + "\r\nContent-Length: 3\r\n\r\n" + body;
    }

    void tls(SSLContext context) {
        server.tls(context);
    }

    /** Closes all connections and takes no more. */
    void refuse() throws IOException {
        server.refuse();
    }

    /** Takes connections again. */
    void listen() throws IOException {
        server.listen();
    }

    private void converse(InputStream in, OutputStream out) throws IOException {
        for (String head = RawText.head(in); head != null; head = RawText.head(in)) {
            WebRequest request = new WebRequest(name, head, body(head, in));
            notes.accept(request);
            String answer;
            try {
                answer = answers.to(request);
            } catch (InterruptedException stopped) {
                return;
            }
            RawText.write(out, answer);
            if (answer.isEmpty() || answer.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n")) {
                return;
            }
        }
    }

    private static String body(String head, InputStream in) throws IOException {
        WebRequest request = new WebRequest("", head, "");
        if (!request.headers("Transfer-Encoding").isEmpty()) {
            return chunks(in);
        }
        List<String> lengths = request.headers("Content-Length");
        return lengths.isEmpty() ? "" : exactly(in, Integer.parseInt(lengths.get(0)));
    }

    private static String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            String size = RawText.line(in);
            if (size == null) {
                throw new EOFException("a chunk is missing");
            }
            int bytes = Integer.parseInt(size.strip(), 16);
            if (bytes == 0) {
                trailers(in);
                return body.toString();
            }
            body.append(exactly(in, bytes));
            RawText.line(in);
        }
    }

    private static void trailers(InputStream in) throws IOException {
        String line = RawText.line(in);
        while (line != null && !line.equals("\r\n")) {
            line = RawText.line(in);
        }
    }

    private static String exactly(InputStream in, int count) throws IOException {
        String bytes = RawText.bytes(in, count);
        if (bytes.length() < count) {
            throw new EOFException("the body has only " + bytes.length() + " of " + count + " bytes");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
