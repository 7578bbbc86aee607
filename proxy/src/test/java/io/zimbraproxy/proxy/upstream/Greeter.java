package io.zimbraproxy.proxy.upstream;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server for one connection: reads a number of plaintext bytes, does a TLS handshake if it has a certificate, and
 * sends a greeting.
 */
final class Greeter implements AutoCloseable {
    static final String GREETING = "* OK ready\r\n";

    private final ServerSocket port;
    private final CompletableFuture<String> clear = new CompletableFuture<>();
    private final CompletableFuture<List<String>> names = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Greeter(ServerSocket port) {
        this.port = port;
    }

    /** Opens a server; {@code certificate} is null for a server without TLS. */
    static Greeter greeting(PemPair certificate, int clearBytes) throws Exception {
        SSLContext tls = certificate == null ? null : context(certificate);
        return open(greeter -> greeter.greet(tls, clearBytes));
    }

    /** Opens a server that accepts the connection and sends nothing. */
    static Greeter silent() throws Exception {
        return open(greeter -> {
            try (Socket socket = greeter.port.accept()) {
                greeter.clear.complete("");
                greeter.awaitEnd(socket);
            }
        });
    }

    private interface Play {
        void run(Greeter greeter) throws IOException;
    }

    private static Greeter open(Play play) throws IOException {
        Greeter greeter = new Greeter(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(() -> greeter.play(play), "greeter");
        thread.setDaemon(true);
        thread.start();
        return greeter;
    }

    private static SSLContext context(PemPair pair) throws IOException {
        JdkSslContext context =
                (JdkSslContext) SslContextBuilder.forServer(stream(pair.certificate()), stream(pair.key()))
                        .sslProvider(SslProvider.JDK)
                        .build();
        return context.context();
    }

    private static ByteArrayInputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private void play(Play play) {
        try {
            play.run(this);
        } catch (IOException | RuntimeException fault) {
            clear.completeExceptionally(fault);
            names.completeExceptionally(fault);
            ended.completeExceptionally(fault);
        }
    }

    private void greet(SSLContext tls, int clearBytes) throws IOException {
        try (Socket socket = port.accept()) {
            clear.complete(new String(socket.getInputStream().readNBytes(clearBytes), StandardCharsets.US_ASCII));
            Socket spoken = tls == null ? socket : encrypted(tls, socket);
            spoken.getOutputStream().write(GREETING.getBytes(StandardCharsets.US_ASCII));
            awaitEnd(spoken);
        }
    }

    private Socket encrypted(SSLContext tls, Socket socket) throws IOException {
        SSLSocket server = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
        server.startHandshake();
        names.complete(((ExtendedSSLSession) server.getSession())
                .getRequestedServerNames().stream()
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .toList());
        return server;
    }

    private void awaitEnd(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        ended.complete(null);
    }

    int port() {
        return port.getLocalPort();
    }

    /** Returns the plaintext bytes. */
    CompletableFuture<String> clear() {
        return clear;
    }

    /** Returns the host names that the client sent in the handshake. */
    CompletableFuture<List<String>> names() {
        return names;
    }

    /** Completes when the client has closed the connection. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
