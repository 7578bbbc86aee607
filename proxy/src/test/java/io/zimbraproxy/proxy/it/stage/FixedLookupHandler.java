package io.zimbraproxy.proxy.it.stage;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A lookup handler for tests with their own mailbox servers. It returns one port per protocol for all users. Names that
 * begin with these words are exceptions: {@code nobody} does not exist, {@code alias} is an alias of
 * {@code alice@example.com}, the mailbox server of {@code down} cannot be reached, and {@code fault} gets status 500.
 */
public final class FixedLookupHandler implements AutoCloseable {
    /** A port without a listener. */
    private static final int DEAD_PORT = 1;

    private final HttpServer server;
    private final List<String> users = new CopyOnWriteArrayList<>();

    /** Starts the handler. The keys of {@code ports} are values of {@code Auth-Protocol}. */
    public FixedLookupHandler(Map<String, Integer> ports) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/service/extension/nginx-lookup", exchange -> {
            String user = exchange.getRequestHeaders().getFirst("Auth-User");
            int status = 200;
            if (user == null) {
                exchange.getResponseHeaders().add("Auth-Status", "missing header field Auth-User");
            } else {
                users.add(user);
                status = user.startsWith("fault") ? 500 : 200;
                Integer port = ports.get(exchange.getRequestHeaders().getFirst("Auth-Protocol"));
                respond(user, port, exchange.getResponseHeaders());
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    private static void respond(String user, Integer port, Headers headers) {
        if (user.startsWith("nobody")) {
            headers.add("Auth-Status", "user not found");
            return;
        }
        headers.add("Auth-Status", port == null ? "no port" : "OK");
        headers.add("Auth-Server", "127.0.0.1");
        headers.add("Auth-Port", String.valueOf(user.startsWith("down") ? Integer.valueOf(DEAD_PORT) : port));
        headers.add("Auth-User", user.startsWith("alias") ? "alice@example.com" : user);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The users of all lookups so far, in order. */
    public List<String> users() {
        return List.copyOf(users);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
