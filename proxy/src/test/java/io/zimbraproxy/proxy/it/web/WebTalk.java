package io.zimbraproxy.proxy.it.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client's connection on which anything can be said; what comes back is read strictly. */
final class WebTalk implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    /** Connects to a port of this machine. */
    WebTalk(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** In one piece, or every byte in a packet of its own. A peer that has heard enough may close meanwhile. */
    void send(byte[] bytes, boolean inPieces) throws IOException {
        try {
            send(socket, bytes, inPieces);
        } catch (SocketException closed) {
            // What it said before is what counts.
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

    /** Ends this side of the stream. */
    void end() throws IOException {
        socket.shutdownOutput();
    }

    /** The next answer. */
    SeenResponse answer(boolean toHead) throws IOException {
        return SeenResponse.read(new StrictReader(in), toHead);
    }

    /** What comes up to the end of the stream; nothing when the connection is reset. */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                rest.append((char) b);
            }
        } catch (SocketException reset) {
            // That is an end, too.
        }
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
