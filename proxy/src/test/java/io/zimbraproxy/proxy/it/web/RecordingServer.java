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

/** A web server of a pool that records complete requests, and responds as the test defines. */
final class RecordingServer implements AutoCloseable {
    /** Produces the response to a request. */
    interface Responder {
        /** Returns the whole response, or an empty text to close the connection. May block. */
        String respond(WebRequest request) throws IOException, InterruptedException;
    }

    private final String name;
    private final Consumer<WebRequest> requests;
    private final RawServer server;
    private volatile Responder responder = this::greeting;

    /** Listens on this address and port. Passes complete requests to {@code requests}. */
    RecordingServer(String name, String address, int port, Consumer<WebRequest> requests) throws IOException {
        this.name = name;
        this.requests = requests;
        server = RawServer.start(address, port, this::converse);
    }

    /** Sets the responder; the default is {@link #greeting}. */
    void respondWith(Responder next) {
        responder = next;
    }

    /** Returns a short response with the server's name in a header. */
    String greeting(WebRequest request) {
        String body = request.method().equals("HEAD") ? "" : "ok\n";
        return "HTTP/1.1 200 OK\r\nX-Server: " + name + "\r\nContent-Length: 3\r\n\r\n" + body;
    }

    void tls(SSLContext context) {
        server.tls(context);
    }

    /** Closes all connections and refuses new ones. */
    void refuse() throws IOException {
        server.refuse();
    }

    /** Accepts connections again. */
    void listen() throws IOException {
        server.listen();
    }

    private void converse(InputStream in, OutputStream out) throws IOException {
        for (String head = RawText.head(in); head != null; head = RawText.head(in)) {
            WebRequest request = new WebRequest(name, head, body(head, in));
            requests.accept(request);
            String response;
            try {
                response = responder.respond(request);
            } catch (InterruptedException stopped) {
                return;
            }
            RawText.write(out, response);
            if (response.isEmpty() || response.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n")) {
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
