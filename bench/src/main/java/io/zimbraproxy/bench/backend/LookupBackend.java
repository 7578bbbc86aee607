package io.zimbraproxy.bench.backend;

import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/** The lookup handler of all peers (nginx: {@code auth_http}). It returns the same mailbox server for all users. */
final class LookupBackend extends HttpBackend {
    private static final String PROTOCOL = "auth-protocol:";

    private final BackendPorts ports;
    private String protocol = "";

    LookupBackend(BackendPorts ports) {
        this.ports = ports;
    }

    @Override
    void field(String line) {
        if (line.regionMatches(true, 0, PROTOCOL, 0, PROTOCOL.length())) {
            protocol = line.substring(PROTOCOL.length()).strip();
        }
    }

    @Override
    void respond(ChannelHandlerContext ctx, String requestLine) {
        int port =
                switch (protocol) {
                    case "imap" -> ports.imap();
                    case "pop3" -> ports.pop3();
                    default -> ports.web();
                };
        String text = "HTTP/1.1 200 OK\r\nAuth-Status: OK\r\nAuth-Server: 127.0.0.1\r\nAuth-Port: " + port
                + "\r\nContent-Length: 0\r\n\r\n";
        write(ctx, text.getBytes(StandardCharsets.US_ASCII));
    }
}
