package io.zimbraproxy.proxy.it.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A lookup handler whose users say by their names where they live: {@code mail2}, {@code mail2.17} and
 * {@code mail2.17@example.com} on the server {@code mail2}. Some names have a meaning of their own, see {@code web/sites/README.md}.
 */
final class NamedRoutes implements AutoCloseable {
    /** Nobody's address (RFC 5737). */
    private static final String ELSEWHERE = "192.0.2.1";

    private static final int OTHER_PORT = 9;

    private final HttpServer server;
    private final BiFunction<String, Boolean, Optional<InetSocketAddress>> places;
    private final List<String> questions = new ArrayList<>();

    /** {@code places}: where a server takes requests, by its name, and whether it is asked for /zx. */
    NamedRoutes(BiFunction<String, Boolean, Optional<InetSocketAddress>> places) throws IOException {
        this.places = places;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/service/extension/nginx-lookup", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked since the last time: method and user, then what is out of the ordinary. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(questions);
        questions.clear();
        return taken;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        int status = 200;
        if (asked.containsKey("Auth-User")) {
            String user = utf8(asked.getFirst("Auth-User"));
            boolean zx = asked.containsKey("Auth-Zimbra-Zx");
            note(asked.getFirst("Auth-Method")
                    + ' '
                    + user
                    + (asked.containsKey("Auth-Zimbra-Admin") ? " admin" : "")
                    + (zx ? " zx" : "")
                    + ("http".equals(asked.getFirst("Auth-Protocol")) ? "" : ' ' + asked.getFirst("Auth-Protocol")));
            status = user.startsWith("fault") ? 500 : 200;
            route(user, zx, exchange.getResponseHeaders());
        } else {
            exchange.getResponseHeaders().add("Auth-Status", "missing header field Auth-User");
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private synchronized void note(String question) {
        questions.add(question);
    }

    private static String utf8(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private void route(String user, boolean zx, Headers answer) {
        String name = user.split("[.@]", 2)[0];
        switch (name) {
            case "denied" -> answer.add("Auth-Status", "Client-IP 127.0.0.1 is not allowed on this domain");
            case "elsewhere" -> route(user, new InetSocketAddress(ELSEWHERE, 80), answer);
            case "otherport" -> {
                InetSocketAddress place = places.apply("mail1", zx).orElseThrow();
                route(user, new InetSocketAddress(place.getAddress(), OTHER_PORT), answer);
            }
            default ->
                places.apply(name, zx)
                        .ifPresentOrElse(
                                place -> route(user, place, answer),
                                () -> answer.add("Auth-Status", "user not found:" + name));
        }
    }

    private static void route(String user, InetSocketAddress place, Headers answer) {
        answer.add("Auth-Status", "OK");
        answer.add("Auth-Server", place.getAddress().getHostAddress());
        answer.add("Auth-Port", String.valueOf(place.getPort()));
        answer.add("Auth-User", new String(user.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
