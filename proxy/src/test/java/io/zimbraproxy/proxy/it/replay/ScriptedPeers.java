package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.RawText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;

/** Caches, lookup handlers and mailbox servers that play the current recorded case, each on its own address. */
public final class ScriptedPeers implements AutoCloseable {
    /** The port of the recording, which some recorded lookup responses contain as text. */
    static final int IMAP_PORT = 7143;

    /** The other ports are those on which no common server listens at all addresses. */
    static final int POP3_PORT = 7110;

    static final int LOOKUP_PORT = 7072;
    public static final int HTTP_PORT = 18080;
    /** The port of the admin console, as in the recording. */
    static final int CONSOLE_PORT = 7071;

    static final int CACHE_PORT = 21211;

    /** The last number of the address of each peer. Numbers up to 63 are in {@link #unlimited}. */
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("client", 2),
            Map.entry("client2", 66),
            Map.entry("limited", 65),
            Map.entry("cache", 3),
            Map.entry("cache2", 4),
            Map.entry("lookup", 5),
            Map.entry("lookup2", 6),
            Map.entry("upstream", 7),
            Map.entry("dead", 8),
            Map.entry("barrier", 9),
            Map.entry("dead2", 10),
            Map.entry("backend1", 11),
            Map.entry("backend2", 12),
            Map.entry("backend3", 13),
            Map.entry("backend4", 14),
            Map.entry("backend5", 15),
            Map.entry("backend6", 16),
            Map.entry("backend7", 17));

    /** A command of the cache library on each new connection. It is not part of a case. */
    private static final String CACHE_HELLO = "get folsom_authentication_validation\r\n";

    private final String network;
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, RawServer> servers = new HashMap<>();
    private final List<RawServer> tlsWebServers = new ArrayList<>();
    private final List<RawServer> mailboxes = new ArrayList<>();
    private volatile ReplayScript script;
    private volatile CacheBarrier barrier = CacheBarrier.none();

    /** Starts all peers. Those that a case does not need receive no requests. */
    ScriptedPeers() throws IOException {
        script = ReplayScript.empty();
        // A random network below 127.0.0.0/8 avoids conflicts with ports of other tests.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        network = "127." + random.nextInt(1, 255) + '.' + random.nextInt(1, 255) + '.';
        NUMBERS.forEach((name, number) -> addresses.put(name, network + number));
        addresses.put("proxy", "127.0.0.1");
        for (String cache : List.of("cache", "cache2")) {
            start(cache, CACHE_PORT, (in, out) -> cache('{' + cache + '}', in, out));
        }
        for (String lookup : List.of("lookup", "lookup2")) {
            start(lookup, LOOKUP_PORT, (in, out) -> lookup('{' + lookup + '}', in, out));
        }
        for (String backend : List.of("backend1", "backend2", "backend3", "backend4", "backend5")) {
            start(backend, HTTP_PORT, web(backend));
        }
        tlsWebServers.add(start("backend7", HTTP_PORT, web("backend7")));
        for (String backend : WebServers.USUAL.names()) {
            tlsWebServers.add(RawServer.start(address(backend), CONSOLE_PORT, web(backend)));
        }
        ReplayScript plain = ReplayScript.empty();
        mailboxes.add(start("barrier", IMAP_PORT, (in, out) -> plain.mailbox().serve(false, in, out)));
        mailboxes.add(start("upstream", IMAP_PORT, (in, out) -> script.mailbox().serve(false, in, out)));
        mailboxes.add(RawServer.start(
                address("upstream"), POP3_PORT, (in, out) -> script.mailbox().serve(true, in, out)));
    }

    private RawServer start(String name, int port, RawServer.Conversation conversation) throws IOException {
        RawServer server = RawServer.start(address(name), port, conversation);
        servers.put(name, server);
        return server;
    }

    String address(String name) {
        return addresses.get(name);
    }

    /** Returns the network of clients without limits, for the settings of the proxy. */
    String unlimited() {
        return network + "0/26";
    }

    /** Returns the placeholders of a case with this address of the client and this port of the listener. */
    Placeholders placeholders(int mailboxPort, String client, int listener) {
        Map<String, String> ofCase = new HashMap<>(addresses);
        ofCase.put("client", client);
        ofCase.put("listener", String.valueOf(listener));
        return new Placeholders(ofCase, mailboxPort);
    }

    RawServer server(String name) {
        return servers.get(name);
    }

    /** Makes the IMAP and POP3 servers start TLS at once. */
    void mailTls(SSLContext context) {
        mailboxes.forEach(mailbox -> mailbox.tls(context));
    }

    /** Sets the TLS context of the web servers that use TLS. */
    void webTls(SSLContext context) {
        tlsWebServers.forEach(server -> server.tls(context));
    }

    /** Starts playing this case. */
    void play(ReplayScript next) {
        script = next;
    }

    /** Sets the commands to which caches reply without recording them. */
    void barrier(CacheBarrier next) {
        barrier = next;
    }

    private void cache(String name, InputStream in, OutputStream out) throws IOException {
        boolean silent = false;
        for (String command = MemcachedParser.command(in); command != null; command = MemcachedParser.command(in)) {
            String received = command;
            Optional<String> reply = received.equals(CACHE_HELLO)
                    ? Optional.of("END\r\n")
                    : barrier.reply(received).or(() -> script.cacheReply(name, received));
            // After a missing reply, no replies follow, because the proxy would match them with the wrong commands.
            silent |= reply.isEmpty();
            if (!silent) {
                RawText.write(out, reply.orElseThrow());
            }
        }
    }

    private void lookup(String name, InputStream in, OutputStream out) throws IOException {
        String head = RawText.head(in);
        if (head == null) {
            return;
        }
        if (!LookupNormalizer.hasUser(head)) {
            RawText.write(out, "HTTP/1.1 200 OK\r\nAuth-Status: missing header field Auth-User\r\n\r\n");
            return;
        }
        ReplayScript current = script;
        String response = current.lookupResponse(name, head);
        if (response.isEmpty() && !current.recorded().name().contains("closes")) {
            // The handler does not respond until the proxy closes the connection.
            RawText.line(in);
        }
        RawText.write(out, response);
    }

    private RawServer.Conversation web(String name) {
        return (in, out) -> script.web().serve('{' + name + '}', in, out);
    }

    @Override
    public void close() throws IOException {
        for (RawServer server : servers.values()) {
            server.close();
        }
        for (RawServer mailbox : mailboxes) {
            mailbox.close();
        }
        for (RawServer web : tlsWebServers) {
            web.close();
        }
    }
}
