package io.zimbraproxy.proxy.tls.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests OCSP requests by HTTP to good and bad servers. */
class HttpOcspResponderIT {
    private static final Duration SHORT_TIMEOUT = Duration.ofMillis(500);

    private final HttpOcspResponder responder = new HttpOcspResponder(Duration.ofSeconds(20));
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private HttpServer server;
    private ExecutorService threads;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/good", exchange -> respond(exchange, 200, HttpOcspResponder.MAX_BYTES));
        server.createContext("/broken", exchange -> respond(exchange, 500, 10));
        server.createContext("/long", exchange -> respond(exchange, 200, HttpOcspResponder.MAX_BYTES + 1));
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/good");
            respond(exchange, 301, 10);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void respond(HttpExchange exchange, int status, int length) throws IOException {
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
        exchange.sendResponseHeaders(status, length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(new byte[length]);
        }
    }

    /** Sends the beginning of a response, then waits until the client closes. */
    private static void stall(ServerSocket listening) throws IOException {
        try (Socket client = listening.accept()) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private CompletableFuture<byte[]> send(String path) {
        return responder.send(uri(path), "request".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void postsTheRequestAndReadsTheLongestResponse() throws Exception {
        assertThat(send("/good?a=b").get()).hasSize(HttpOcspResponder.MAX_BYTES);
        assertThat(seen).containsExactly("POST /good?a=b application/ocsp-request request");
    }

    @Test
    void failsIfTheServerFails() {
        assertThatThrownBy(() -> send("/broken").get()).hasRootCauseMessage("the OCSP server responds with HTTP 500");
    }

    @Test
    void doesNotFollowRedirects() {
        assertThatThrownBy(() -> send("/elsewhere").get())
                .hasRootCauseMessage("the OCSP server responds with HTTP 301");
        assertThat(seen).hasSize(1);
    }

    @Test
    void refusesLongResponses() {
        assertThatThrownBy(() -> send("/long").get())
                .hasRootCauseMessage("the response of the OCSP server is longer than 65536 bytes");
    }

    @Test
    void abortsAResponseWithoutEnd() throws Exception {
        HttpOcspResponder impatient = new HttpOcspResponder(SHORT_TIMEOUT);
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<?> clientGone = threads.submit(() -> {
                stall(listening);
                return null;
            });
            URI uri = URI.create("http://127.0.0.1:" + listening.getLocalPort());
            assertThatThrownBy(() -> impatient.send(uri, new byte[1]).get())
                    .hasRootCauseInstanceOf(TimeoutException.class);
            clientGone.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void failsIfTheServerIsDown() {
        URI gone = uri("/good");
        server.stop(0);
        assertThatThrownBy(() -> responder.send(gone, new byte[1]).get()).hasRootCauseInstanceOf(IOException.class);
    }
}
