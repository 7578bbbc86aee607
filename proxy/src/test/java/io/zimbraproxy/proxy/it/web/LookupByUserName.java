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
 * A lookup handler that takes the server from the user name: {@code mail2}, {@code mail2.17} and {@code
 * mail2.17@example.com} live on the server {@code mail2}. {@code web/sites/README.md} lists special user names.
 */
final class LookupByUserName implements AutoCloseable {
    /** An address for documentation, which no machine has (RFC 5737). */
    private static final String UNKNOWN_ADDRESS = "192.0.2.1";

    private static final int OTHER_PORT = 9;

    private final HttpServer server;
    private final BiFunction<String, Boolean, Optional<InetSocketAddress>> addresses;
    private final List<String> lookups = new ArrayList<>();

    /** {@code addresses} returns the address of a server by its name and a flag for requests to /zx. */
    LookupByUserName(BiFunction<String, Boolean, Optional<InetSocketAddress>> addresses) throws IOException {
        this.addresses = addresses;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/service/extension/nginx-lookup", this::respond);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Returns and forgets the lookups: method and user, then {@code admin}, {@code zx} and a protocol other than {@code
     * http}.
     */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(lookups);
        lookups.clear();
        return taken;
    }

    private void respond(HttpExchange exchange) throws IOException {
        Headers request = exchange.getRequestHeaders();
        int status = 200;
        if (request.containsKey("Auth-User")) {
            String user = utf8(request.getFirst("Auth-User"));
            boolean zx = request.containsKey("Auth-Zimbra-Zx");
            record(request.getFirst("Auth-Method")
                    + ' '
                    + user
                    + (request.containsKey("Auth-Zimbra-Admin") ? " admin" : "")
                    + (zx ? " zx" : "")
                    + ("http".equals(request.getFirst("Auth-Protocol"))
                            ? ""
                            : ' ' + request.getFirst("Auth-Protocol")));
            status = user.startsWith("fault") ? 500 : 200;
            route(user, zx, exchange.getResponseHeaders());
        } else {
            exchange.getResponseHeaders().add("Auth-Status", "missing header field Auth-User");
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private synchronized void record(String lookup) {
        lookups.add(lookup);
    }

    private static String utf8(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private void route(String user, boolean zx, Headers response) {
        String name = user.split("[.@]", 2)[0];
        switch (name) {
            case "denied" -> response.add("Auth-Status", "Client-IP 127.0.0.1 is not allowed on this domain");
            case "elsewhere" -> route(user, new InetSocketAddress(UNKNOWN_ADDRESS, 80), response);
            case "otherport" -> {
                InetSocketAddress address = addresses.apply("mail1", zx).orElseThrow();
                route(user, new InetSocketAddress(address.getAddress(), OTHER_PORT), response);
            }
            default ->
                addresses
                        .apply(name, zx)
                        .ifPresentOrElse(
                                address -> route(user, address, response),
                                () -> response.add("Auth-Status", "user not found:" + name));
        }
    }

    private static void route(String user, InetSocketAddress address, Headers response) {
        response.add("Auth-Status", "OK");
        response.add("Auth-Server", address.getAddress().getHostAddress());
        response.add("Auth-Port", String.valueOf(address.getPort()));
        response.add("Auth-User", new String(user.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
