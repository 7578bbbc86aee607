package io.zimbraproxy.proxy.it.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client that sends any bytes, and parses responses strictly. */
final class StrictWebClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    /** Connects to a port of this machine. */
    StrictWebClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends bytes in one piece, or every byte in its own packet. Ignores a connection that the peer has closed. */
    void send(byte[] bytes, boolean inPieces) throws IOException {
        try {
            send(socket, bytes, inPieces);
        } catch (SocketException closed) {
            // The response that the peer sent before counts.
        }
    }

    static void send(Socket to, byte[] bytes, boolean inPieces) throws IOException {
        if (inPieces) {
            for (byte b : bytes) {
                to.getOutputStream().write(b);
            }
        } else {
            to.getOutputStream().write(bytes);
        }
    }

    /** Ends this side of the connection. */
    void end() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads the next response. */
    ParsedResponse response(boolean toHead) throws IOException {
        return ParsedResponse.read(new StrictReader(in), toHead);
    }

    /** Reads to the end of the stream or to a reset. */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                rest.append((char) b);
            }
        } catch (SocketException reset) {
            // A reset also ends the stream.
        }
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
