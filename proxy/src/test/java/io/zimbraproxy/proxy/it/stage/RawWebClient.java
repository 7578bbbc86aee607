package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A web client on one HTTP/1 connection. Tests control the exact bytes of its requests. */
public final class RawWebClient implements AutoCloseable {
    private static final int BLOCK = 65536;

    private final LineClient connection;

    public RawWebClient(LineClient connection) {
        this.connection = connection;
    }

    /** A response. Its body is read from the connection. */
    public record Response(int status, List<String> headers, InputStream body) {
        public Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(header -> header.substring(prefix.length()).strip())
                    .findFirst();
        }

        public String text() throws IOException {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sends a request and reads the whole response. */
    public Response get(String path, String... headers) throws IOException {
        Response response = begin(path, headers);
        return new Response(
                response.status(),
                response.headers(),
                new ByteArrayInputStream(response.body().readAllBytes()));
    }

    /** Sends a request and reads the head of the response. */
    public Response begin(String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        send(request + "\r\n");
        return response();
    }

    /** Uploads this number of bytes of the pattern. */
    public Response upload(String path, long length, boolean chunked) throws IOException {
        return upload(path, length, chunked, bytes -> {});
    }

    /** Uploads this number of bytes of the pattern and reports the progress. */
    public Response upload(String path, long length, boolean chunked, StreamingCurl.Progress progress)
            throws IOException {
        send("POST " + path + " HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n"
                + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + length) + "\r\n\r\n");
        for (long at = 0; at < length; at += BLOCK) {
            byte[] block = BulkPattern.bytes(at, (int) Math.min(BLOCK, length - at));
            if (chunked) {
                send(Integer.toHexString(block.length) + "\r\n");
            }
            connection.send(block);
            if (chunked) {
                send("\r\n");
            }
            progress.at(at + block.length);
        }
        if (chunked) {
            send("0\r\n\r\n");
        }
        return response();
    }

    public void send(String text) throws IOException {
        connection.send(text);
    }

    public String line() throws IOException {
        return connection.line();
    }

    public String rest() throws IOException {
        return connection.rest();
    }

    /** Reads this number of bytes, one character per byte. */
    public String bytes(int count) throws IOException {
        return new String(connection.in().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /** Reads a response without a body. */
    public Response head() throws IOException {
        String status = connection.line();
        if (status == null) {
            throw new EOFException("the connection was closed before a response");
        }
        List<String> headers = new ArrayList<>();
        for (String line = connection.line(); !line.isEmpty(); line = connection.line()) {
            headers.add(line);
        }
        return new Response(Integer.parseInt(status.split(" ", 3)[1]), headers, InputStream.nullInputStream());
    }

    /** Reads the next response. */
    public Response response() throws IOException {
        Response head = head();
        boolean chunked =
                head.header("Transfer-Encoding").filter("chunked"::equals).isPresent();
        InputStream body = chunked
                ? new ChunkedBody(connection)
                : new FixedBody(
                        connection.in(),
                        head.header("Content-Length").map(Long::parseLong).orElse(0L));
        return new Response(head.status(), head.headers(), body);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    /** A body of known length. */
    private static final class FixedBody extends InputStream {
        private final InputStream in;
        private long left;

        FixedBody(InputStream in, long length) {
            this.in = in;
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int count = in.read(to, from, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException(left + " bytes of the body are missing");
            }
            left -= count;
            return count;
        }
    }

    /** A body in chunks. */
    private static final class ChunkedBody extends InputStream {
        private final LineClient connection;
        private FixedBody chunk;
        private boolean ended;

        ChunkedBody(LineClient connection) {
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (!ended) {
                int count = chunk == null ? -1 : chunk.read(to, from, length);
                if (count >= 0) {
                    return count;
                }
                if (chunk != null) {
                    connection.line();
                }
                String size = connection.line();
                if (size == null) {
                    throw new EOFException("the last chunk is missing");
                }
                long bytes = Long.parseLong(size, 16);
                ended = bytes == 0;
                chunk = new FixedBody(connection.in(), bytes);
            }
            if (chunk != null) {
                connection.line();
                chunk = null;
            }
            return -1;
        }
    }
}
