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

/** A real memcached server on a loopback address. */
public final class MemcachedProcess implements AutoCloseable {
    private final ServerProcess server;

    private MemcachedProcess(ServerProcess server) {
        this.server = server;
    }

    public static MemcachedProcess start() throws Exception {
        return start(FreePorts.take());
    }

    public static MemcachedProcess start(int port) throws Exception {
        return start("127.0.0.1", port);
    }

    public static MemcachedProcess startOn(String address) throws Exception {
        return start(address, FreePorts.take());
    }

    private static MemcachedProcess start(String address, int port) throws Exception {
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
        return new MemcachedProcess(new ServerProcess(InetAddress.getByName(address), port, command));
    }

    /** The value of a key. */
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

    /** Returns the item of a logical key, that is a key before it is hashed. */
    public Optional<Item> item(String logicalKey) throws Exception {
        List<String> reply = ask("mg " + hash(logicalKey) + " v f t\r\n", 2);
        if (!reply.get(0).startsWith("VA ")) {
            return Optional.empty();
        }
        String[] words = reply.get(0).split(" ", -1);
        return Optional.of(new Item(
                reply.get(1), Integer.parseInt(words[2].substring(1)), Integer.parseInt(words[3].substring(1))));
    }

    /** Writes an item the way Zimbra's proxy does. */
    public void add(String logicalKey, String value) throws Exception {
        ask("set " + hash(logicalKey) + " 0 3600 " + value.length() + "\r\n" + value + "\r\n", 1);
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
            List<String> reply = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                reply.add(line);
                if (reply.size() == lines || line.equals("EN") || line.equals("END")) {
                    break;
                }
            }
            return reply;
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
