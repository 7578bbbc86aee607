package io.zimbraproxy.proxy.it.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** An end of a TCP connection. It reads no bytes ahead, so that TLS can start after any byte. */
public final class Wire implements AutoCloseable {
    /** The type of a TLS record with an alert. */
    private static final int ALERT = 21;

    private static final int TIMEOUT_MILLIS = 10_000;

    private Socket socket;

    public Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends text, one byte per character. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends each byte in its own packet. */
    public void sendInPieces(byte[] bytes) throws IOException {
        for (byte b : bytes) {
            send(new byte[] {b});
        }
    }

    /** Reads a line that must end in CRLF, and returns it without its end. */
    public String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = socket.getInputStream().read();
                b != '\n';
                b = socket.getInputStream().read()) {
            if (b < 0) {
                throw new IOException("the stream ended after \"" + line + "\"");
            }
            line.append((char) b);
        }
        assertThat(line.toString()).endsWith("\r");
        return line.substring(0, line.length() - 1);
    }

    /** Reads lines up to the empty line, which is not returned. */
    public List<String> head() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    public String take(int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /** Reads up to and including this word. */
    public void awaitWord(String word) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < word.length()
                || !text.substring(text.length() - word.length()).equals(word)) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                throw new IOException("the stream ended after \"" + text + "\" without \"" + word + "\"");
            }
            text.append((char) b);
        }
    }

    /** Returns whether the stream has ended. Fails if there are more bytes. */
    public boolean atEnd() throws IOException {
        int b = socket.getInputStream().read();
        String more = b < 0
                ? ""
                : (char) b + take(Math.min(200, socket.getInputStream().available()));
        assertThat(more).as("more bytes").isEmpty();
        return b < 0;
    }

    /** Closes the sending direction and waits until the peer has closed or reset the connection. */
    public void finish() throws IOException {
        try (Socket last = socket) {
            if (!last.isClosed() && !last.isOutputShutdown()) {
                last.shutdownOutput();
            }
            last.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException goneAlready) {
            // A reset ends the connection as well.
        }
    }

    /** Returns whether only TLS alerts (RFC 8446 section 5.1) precede the end of the stream. */
    public boolean atEndOfTls() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        for (int type = in.read(); type >= 0; type = in.read()) {
            if (type != ALERT) {
                return false;
            }
            in.readUnsignedShort();
            in.skipNBytes(in.readUnsignedShort());
        }
        return true;
    }

    /** Starts TLS as a client. The certificate of the server must be for the host. */
    public void tlsTo(String host, SSLContext context) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        socket = tls;
    }

    /** Starts TLS as a server. */
    public void tlsFrom(SSLContext context) throws IOException {
        // This overload, with a stream of bytes already read, creates a server-side socket.
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, InputStream.nullInputStream(), true);
        tls.startHandshake();
        socket = tls;
    }

    public void end(String how) throws IOException {
        switch (how) {
            case "end" -> socket.shutdownOutput();
            case "close" -> socket.close();
            case "reset" -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            default -> throw new AssertionError("unknown end " + how);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
