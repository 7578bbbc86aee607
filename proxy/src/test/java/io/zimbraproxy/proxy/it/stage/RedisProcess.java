package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.net.FreePorts;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A real Redis server on the loopback. Its options define its role. */
public final class RedisProcess implements AutoCloseable {
    private final ServerProcess server;
    private final String password;

    private RedisProcess(ServerProcess server, String password) {
        this.server = server;
        this.password = password;
    }

    /** Starts a server that stores nothing on disk. The options are lines of its configuration. */
    public static RedisProcess start(Path folder, String password, String... options) throws Exception {
        return start(folder, FreePorts.take(), password, List.of(), options);
    }

    /** Starts a server on this port. The arguments follow the configuration file on the command line. */
    public static RedisProcess start(Path folder, int port, String password, List<String> arguments, String... options)
            throws Exception {
        Path home = Files.createTempDirectory(folder, "redis");
        List<String> lines = new ArrayList<>(List.of("bind 127.0.0.1", "port " + port, "dir " + home, "save \"\""));
        if (password != null) {
            lines.add("requirepass " + password);
        }
        lines.addAll(Arrays.asList(options));
        Path file = Files.write(home.resolve("redis.conf"), lines);
        List<String> command = new ArrayList<>(
                List.of(Program.require("redis-server", "redis-server").toString(), file.toString()));
        command.addAll(arguments);
        return new RedisProcess(new ServerProcess(port, command), password);
    }

    public int port() {
        return server.port();
    }

    ServerProcess process() {
        return server;
    }

    /** Returns the Redis key of a logical key. */
    public static String key(String logicalKey) throws Exception {
        return "zimbra-proxy:"
                + HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(logicalKey.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends a command and returns the reply as text, whether it is a string, a number or an error. Empty is a null reply. */
    public Optional<String> ask(String... words) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            if (password != null) {
                send(socket, "AUTH", password);
                read(in);
            }
            send(socket, words);
            return read(in);
        }
    }

    private static void send(Socket socket, String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            command.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            throw new EOFException("the server has closed the connection");
        }
        if (!line.startsWith("$")) {
            return Optional.of(line.substring(1));
        }
        int length = Integer.parseInt(line.substring(1));
        if (length < 0) {
            return Optional.empty();
        }
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        line(in);
        return Optional.of(text);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        server.close();
    }
}
