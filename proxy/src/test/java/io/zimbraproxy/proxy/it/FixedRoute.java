package io.zimbraproxy.proxy.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A lookup handler that sends every user to one place, by protocol; for tests with mailbox servers of their own. */
final class FixedRoute implements AutoCloseable {
    private final HttpServer server;
    private final List<String> users = new CopyOnWriteArrayList<>();

    /** {@code ports}: by {@code Auth-Protocol}. */
    FixedRoute(Map<String, Integer> ports) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/service/extension/nginx-lookup", exchange -> {
            String user = exchange.getRequestHeaders().getFirst("Auth-User");
            if (user == null) {
                exchange.getResponseHeaders().add("Auth-Status", "missing header field Auth-User");
            } else {
                Integer port = ports.get(exchange.getRequestHeaders().getFirst("Auth-Protocol"));
                users.add(user);
                exchange.getResponseHeaders().add("Auth-Status", port == null ? "no port" : "OK");
                exchange.getResponseHeaders().add("Auth-Server", "127.0.0.1");
                exchange.getResponseHeaders().add("Auth-Port", String.valueOf(port));
                exchange.getResponseHeaders().add("Auth-User", user);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The users asked for, in order. */
    List<String> users() {
        return List.copyOf(users);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
