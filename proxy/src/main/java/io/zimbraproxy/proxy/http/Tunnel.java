package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnection;
import io.zimbraproxy.proxy.relay.RelayEnd;
import io.zimbraproxy.proxy.relay.RelayLoop;
import java.time.Duration;

/**
 * Joins a client and a server that go on with another protocol (WebSocket, RFC 6455): from then on bytes go both ways as they
 * are, those first that either has sent already.
 */
public record Tunnel(RelayLoop relays, Duration idle) {
    /** {@code fromClient} and {@code fromServer} belong to the callee. */
    void join(ClientStream client, ByteBuf fromClient, Channel server, ByteBuf fromServer, RelayEnd onEnd) {
        client.channel().writeAndFlush(fromServer);
        server.writeAndFlush(fromClient);
        relays.join(client.channel(), client.handler(), server, UpstreamConnection.HANDLER, idle.toNanos(), onEnd);
    }
}
