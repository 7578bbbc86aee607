package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.net.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A real memcached on the loopback. */
public final class MemcachedServer implements AutoCloseable {
    private final ServerProcess server;

    private MemcachedServer(ServerProcess server) {
        this.server = server;
    }

    public static MemcachedServer start() throws Exception {
        return start(FreePorts.take());
    }

    public static MemcachedServer start(int port) throws Exception {
        return start("127.0.0.1", port);
    }

    public static MemcachedServer startOn(String address) throws Exception {
        return start(address, FreePorts.take());
    }

    private static MemcachedServer start(String address, int port) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Program.require("memcached", "memcached").toString(),
                "-l",
                address,
                "-p",
                String.valueOf(port),
                "-U",
                "0"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        return new MemcachedServer(new ServerProcess(InetAddress.getByName(address), port, command));
    }

    /** What it holds under a key. */
    public record Item(String value, int flags, int secondsLeft) {}

    ServerProcess process() {
        return server;
    }

    public int port() {
        return server.port();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    /** The item under a logical key. */
    public Optional<Item> item(String logicalKey) throws Exception {
        List<String> answer = ask("mg " + hash(logicalKey) + " v f t\r\n", 2);
        if (!answer.get(0).startsWith("VA ")) {
            return Optional.empty();
        }
        String[] words = answer.get(0).split(" ", -1);
        return Optional.of(new Item(
                answer.get(1), Integer.parseInt(words[2].substring(1)), Integer.parseInt(words[3].substring(1))));
    }

    /** Writes an item the way Zimbra's proxy does. */
    public void add(String logicalKey, String value) throws Exception {
        ask("set " + hash(logicalKey) + " 0 3600 " + value.length() + "\r\n" + value + "\r\n", 1);
    }

    /** How many items it holds. */
    int count() throws Exception {
        for (String line : ask("stats\r\n", 200)) {
            if (line.startsWith("STAT curr_items ")) {
                return Integer.parseInt(line.substring("STAT curr_items ".length()));
            }
        }
        throw new IllegalStateException("no statistics");
    }

    public void flush() throws Exception {
        ask("flush_all\r\n", 1);
    }

    private List<String> ask(String command, int lines) throws IOException {
        try (Socket socket = new Socket(server.address(), port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(command.getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> answer = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer.add(line);
                if (answer.size() == lines || line.equals("EN") || line.equals("END")) {
                    break;
                }
            }
            return answer;
        }
    }

    private static String hash(String logicalKey) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(logicalKey.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.close();
    }
}
