package io.zimbraproxy.bench.stage;

import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** The lookup handler of all peers (nginx: {@code auth_http}): everybody's mailbox is the one there is. */
final class LookupServer extends Requests {
    private static final String PROTOCOL = "auth-protocol:";

    private final StagePorts ports;
    private final AtomicLong lookups;
    private String protocol = "";

    LookupServer(StagePorts ports, AtomicLong lookups) {
        this.ports = ports;
        this.lookups = lookups;
    }

    @Override
    void field(String line) {
        if (line.regionMatches(true, 0, PROTOCOL, 0, PROTOCOL.length())) {
            protocol = line.substring(PROTOCOL.length()).strip();
        }
    }

    @Override
    void answer(ChannelHandlerContext ctx, String first) {
        lookups.incrementAndGet();
        int port =
                switch (protocol) {
                    case "imap" -> ports.imap();
                    case "pop3" -> ports.pop3();
                    default -> ports.web();
                };
        String text = "HTTP/1.1 200 OK\r\nAuth-Status: OK\r\nAuth-Server: 127.0.0.1\r\nAuth-Port: " + port
                + "\r\nContent-Length: 0\r\n\r\n";
        say(ctx, text.getBytes(StandardCharsets.US_ASCII));
    }
}
