package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnection;
import io.zimbraproxy.proxy.relay.RelayEnd;
import io.zimbraproxy.proxy.relay.RelayLoop;
import java.time.Duration;

/**
 * Joins a client and a server that upgrade to another protocol, such as WebSocket (RFC 6455). The proxy then relays bytes in both
 * directions without parsing them.
 *
 * @param idle the maximum time without any byte
 */
public record Tunnel(RelayLoop relays, Duration idle) {
    /** Joins both channels. {@code fromClient} and {@code fromServer}: bytes received already, which this method owns. */
    void join(ClientStream client, ByteBuf fromClient, Channel server, ByteBuf fromServer, RelayEnd onEnd) {
        client.channel().writeAndFlush(fromServer);
        server.writeAndFlush(fromClient);
        relays.join(client.channel(), client.handler(), server, UpstreamConnection.HANDLER, idle.toNanos(), onEnd);
    }
}
