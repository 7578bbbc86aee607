package io.zimbraproxy.proxy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Plays one file of {@code src/test/resources/dialogues}; its README explains the lines. */
final class DialogueScript implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final FixedRoute lookup;
    private final ServerSocket mailbox;
    private final Wire client;
    private Wire upstream;
    private int lookupsSeen;

    /** A client of {@code port}, and a mailbox server that the lookup leads to. */
    DialogueScript(int port, ServerSocket mailbox, FixedRoute lookup) throws IOException {
        this.lookup = lookup;
        this.mailbox = mailbox;
        mailbox.setSoTimeout(TIMEOUT_MILLIS);
        lookupsSeen = lookup.users().size();
        client = new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Plays the lines from first to last. */
    void play(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                step(line.substring(0, 2), line.length() > 3 ? line.substring(3) : "");
            } catch (IOException | AssertionError failed) {
                throw new AssertionError(file.getFileName() + ":" + (i + 1) + ": " + line + "\n" + failed, failed);
            }
        }
    }

    private void step(String kind, String text) throws IOException {
        switch (kind) {
            case "C:" -> client.send(bytes(text + "\\r\\n"));
            case "C+" -> client.send(bytes(text));
            case "S:" -> assertThat(client.line()).isEqualTo(latin(text));
            case "S~" -> assertThat(client.line()).matches(text);
            case "S." ->
                assertThat(client.atEnd()).as("the client's stream has ended").isTrue();
            case "C." -> client.end(text);
            case "U:" -> assertThat(upstream.line()).isEqualTo(latin(text));
            case "U+" -> assertThat(upstream.take(bytes(text).length)).isEqualTo(latin(text));
            case "U~" -> assertThat(upstream.line()).matches(text);
            case "U." -> mailboxReads(text);
            case "M:" -> upstream.send(bytes(text + "\\r\\n"));
            case "M+" -> upstream.send(bytes(text));
            case "M." -> upstream.end(text);
            case "L:" -> lookedUp(text);
            default -> throw new AssertionError("unknown kind of line; see the README of the folder");
        }
    }

    private void mailboxReads(String what) throws IOException {
        if (what.equals("accept")) {
            upstream = new Wire(mailbox.accept());
        } else {
            assertThat(upstream.atEnd()).as("the proxy has ended its stream").isTrue();
        }
    }

    private void lookedUp(String user) {
        List<String> asked = lookup.users();
        List<String> since = asked.subList(lookupsSeen, asked.size());
        assertThat(since).isEqualTo(user.equals("-") ? List.of() : List.of(user));
        lookupsSeen = asked.size();
    }

    private static String latin(String text) {
        return new String(bytes(text), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            int escape = text.indexOf('\\', at);
            int end = escape < 0 ? text.length() : escape;
            out.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
            at = escape < 0 ? end : escape + unescape(text, escape + 1, out);
        }
        return out.toByteArray();
    }

    /** Writes the byte that is written at {@code at}, behind its backslash; how many characters both take. */
    private static int unescape(String text, int at, ByteArrayOutputStream out) {
        char c = text.charAt(at);
        if (c == 'x') {
            out.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
            return 4;
        }
        int named = "rnt0".indexOf(c);
        out.write(named < 0 ? c : "\r\n\t\0".charAt(named));
        return 2;
    }

    @Override
    public void close() throws IOException {
        client.close();
        if (upstream != null) {
            upstream.close();
        }
        mailbox.close();
    }

    /** One end of a connection. */
    private static final class Wire {
        private final Socket socket;

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = socket.getInputStream().read();
                    b != '\n';
                    b = socket.getInputStream().read()) {
                if (b < 0) {
                    throw new IOException("the stream has ended after \"" + line + "\"");
                }
                line.append((char) b);
            }
            assertThat(line.toString()).endsWith("\r");
            return line.substring(0, line.length() - 1);
        }

        String take(int count) throws IOException {
            return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
        }

        boolean atEnd() throws IOException {
            int b = socket.getInputStream().read();
            assertThat(
                            b < 0
                                    ? ""
                                    : (char) b
                                            + take(Math.min(
                                                    200, socket.getInputStream().available())))
                    .as("more bytes")
                    .isEmpty();
            return b < 0;
        }

        void end(String how) throws IOException {
            switch (how) {
                case "end" -> socket.shutdownOutput();
                case "close" -> socket.close();
                case "reset" -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
                default -> throw new AssertionError("unknown end " + how);
            }
        }

        void close() throws IOException {
            socket.close();
        }
    }
}
