package io.zimbraproxy.proxy.route.lookup;

import static io.zimbraproxy.proxy.route.RouteRequest.Method.CERTIFICATE;
import static io.zimbraproxy.proxy.route.RouteRequest.Method.GSSAPI;
import static io.zimbraproxy.proxy.route.RouteRequest.Method.USERNAME;
import static io.zimbraproxy.proxy.route.RouteRequest.Method.ZIMBRA_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.zimbraproxy.crds.spec.Lookup;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.Delegation;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.route.UserName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the headers of each kind of lookup request, and limits on responses. */
@QuarkusTest
class LookupRequestTest {
    private static final ClientPeer PEER = new ClientPeer("192.0.2.7", 4242, "192.0.2.1");
    private static final Delegation OWN = new Delegation("zmnginx", "own-secret", "alice@EXAMPLE.COM");
    private static final String ROUTE =
            "HTTP/1.1 200 OK\r\nAuth-Status: OK\r\nAuth-Server: 10.0.0.7\r\nAuth-Port: 7143\r\n";

    private static UserName name(String text) {
        return UserName.of(text).orElseThrow();
    }

    private static RouteRequest web(RouteRequest.Method method, String user, Audience audience) {
        return RouteRequest.ofWeb(
                method, name(user), UpstreamProtocol.HTTPSSL, PEER, "mail.example.com:8443", audience);
    }

    private static RouteRequest mail(String user) {
        return RouteRequest.ofMail(name(user), UpstreamProtocol.IMAP, PEER);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(mail("alice@example.com"), lines("username", "alice@example.com", "imap", 1)),
                Arguments.of(mail("a b%ü"), lines("username", "a%20b%25Ã¼", "imap", 1)),
                Arguments.of(
                        web(USERNAME, "a b%ü", Audience.USERS),
                        lines("username", "a b%Ã¼", "httpssl", 0, "X-Proxy-Host: mail.example.com:8443")),
                Arguments.of(
                        web(ZIMBRA_ID, "c6e3b2a1", Audience.ADMINISTRATORS),
                        lines(
                                "zimbraId",
                                "c6e3b2a1",
                                "httpssl",
                                0,
                                "Auth-Zimbra-Admin: True",
                                "X-Proxy-Host: mail.example.com:8443")),
                Arguments.of(
                        web(ZIMBRA_ID, "c6e3b2a1", Audience.ZX),
                        lines(
                                "zimbraId",
                                "c6e3b2a1",
                                "httpssl",
                                0,
                                "Auth-Zimbra-Zx: True",
                                "X-Proxy-Host: mail.example.com:8443")),
                Arguments.of(
                        new RouteRequest(
                                GSSAPI,
                                name("alice@example.com"),
                                UpstreamProtocol.POP3SSL,
                                PEER,
                                null,
                                Audience.USERS,
                                OWN),
                        lines(
                                "gssapi",
                                "alice@example.com",
                                "pop3ssl",
                                1,
                                "Auth-Admin-User: zmnginx",
                                "Auth-Admin-Pass: own-secret",
                                "Auth-ID: alice@EXAMPLE.COM")),
                Arguments.of(
                        new RouteRequest(
                                CERTIFICATE,
                                name("/C=DE/CN=Alice"),
                                UpstreamProtocol.HTTP,
                                PEER,
                                "mail.example.com",
                                Audience.ADMINISTRATORS,
                                new Delegation("zmnginx", "own-secret", null)),
                        lines(
                                "certauth",
                                "/C=DE/CN=Alice",
                                "http",
                                0,
                                "Auth-Zimbra-Admin: True",
                                "X-Proxy-Host: mail.example.com",
                                "Auth-Admin-User: zmnginx",
                                "Auth-Admin-Pass: own-secret")));
    }

    /** Returns the header lines of nginx, one character per byte. */
    private static List<String> lines(String method, String user, String protocol, int attempt, String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "Auth-Method: " + method,
                "Auth-User: " + user,
                "Auth-Pass: _password_",
                "Auth-Protocol: " + protocol,
                "Auth-Login-Attempt: " + attempt,
                "X-Proxy-IP: 192.0.2.1",
                "Client-IP: 192.0.2.7"));
        lines.addAll(Arrays.asList(more));
        return lines;
    }

    @ParameterizedTest
    @MethodSource("requests")
    void sendsTheHeadersOfZimbrasNginx(RouteRequest lookup, List<String> expected) throws Exception {
        try (Handler handler = new Handler(ROUTE + "Auth-Pass: token-1\r\nContent-Length: 0\r\n\r\n")) {
            RouteResult result = handler.lookup(lookup);
            assertThat(result).isInstanceOf(RouteResult.Found.class);
            List<String> request = handler.request.get(10, TimeUnit.SECONDS);
            assertThat(request.get(0)).isEqualTo("GET /service/extension/nginx-lookup HTTP/1.1");
            assertThat(request.stream().skip(1).filter(line -> line.matches("(?i)(auth-|x-proxy|client-ip).*")))
                    .containsExactlyInAnyOrderElementsOf(expected);
            boolean delegated = lookup.delegation() != null;
            assertThat(((RouteResult.Found) result).grant() != null).isEqualTo(delegated);
        }
    }

    @Test
    void requiresATokenIfItRequestsOne() throws Exception {
        RouteRequest lookup =
                new RouteRequest(GSSAPI, name("alice"), UpstreamProtocol.IMAP, PEER, null, Audience.USERS, OWN);
        try (Handler handler = new Handler(ROUTE + "Content-Length: 0\r\n\r\n")) {
            assertThat(handler.lookup(lookup)).isInstanceOf(RouteResult.Unavailable.class);
        }
        try (Handler handler =
                new Handler(ROUTE + "Auth-Pass: token-1\r\nAuth-ID: alice@example.com\r\nContent-Length: 0\r\n\r\n")) {
            RouteResult.Found found = (RouteResult.Found) handler.lookup(lookup);
            assertThat(found.grant().token()).isEqualTo("token-1");
            assertThat(found.grant().account()).isEqualTo(name("alice@example.com"));
        }
    }

    @Test
    void closesTheConnectionOfAResponseWithoutEnd() throws Exception {
        for (String framing : List.of("", "Content-Length: 1000000000000\r\n", "Transfer-Encoding: chunked\r\n")) {
            try (Handler handler = new Handler(ROUTE + framing + "\r\n", "10000\r\n" + "x".repeat(65536) + "\r\n")) {
                handler.lookup(mail("alice"));
                // The handler sends until the connection is closed.
                assertThat(handler.repeated.get(20, TimeUnit.SECONDS))
                        .as(framing)
                        .isLessThan(1000);
            }
        }
        try (Handler handler = new Handler(ROUTE + "X-Padding: " + "x".repeat(20_000) + "\r\n\r\n")) {
            assertThat(handler.lookup(mail("alice"))).isInstanceOf(RouteResult.Unavailable.class);
        }
    }

    /** A handler that reads one request and sends a fixed response. */
    private static final class Handler implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final CompletableFuture<List<String>> request = new CompletableFuture<>();
        private final CompletableFuture<Integer> repeated = new CompletableFuture<>();

        Handler(String response) throws IOException {
            this(response, "");
        }

        /** Creates a handler that sends {@code more} repeatedly. */
        Handler(String response, String more) throws IOException {
            Thread thread = new Thread(() -> serve(response, more), "lookup handler");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(String response, String more) {
            int count = 0;
            try (Socket client = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                List<String> lines = new ArrayList<>();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    lines.add(line);
                }
                request.complete(lines);
                OutputStream out = client.getOutputStream();
                out.write(response.getBytes(StandardCharsets.ISO_8859_1));
                for (; !more.isEmpty(); count++) {
                    out.write(more.getBytes(StandardCharsets.ISO_8859_1));
                }
                in.read();
            } catch (IOException gone) {
                repeated.complete(count);
            }
        }

        RouteResult lookup(RouteRequest lookup) throws Exception {
            Lookup settings = Lookup.defaults()
                    .withHandlers(List.of("http://127.0.0.1:" + server.getLocalPort()))
                    .withTimeout(Duration.ofSeconds(5));
            CompletionStage<RouteResult> result = LookupClients.of(
                            settings, null, clock, new ProxyMetrics(new SimpleMeterRegistry()))
                    .lookup(lookup);
            return result.toCompletableFuture().get(20, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            clock.shutdownNow();
            server.close();
        }
    }
}
