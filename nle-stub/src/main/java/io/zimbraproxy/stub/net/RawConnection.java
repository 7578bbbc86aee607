package io.zimbraproxy.stub.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Access to the channel of a connection, for faults that Vert.x cannot cause: a TCP reset, and bytes that bypass the HTTP
 * encoder. Uses Vert.x' internal base class of connections. Call the methods on the connection's event loop.
 */
public final class RawConnection {

    private final Channel channel;

    private RawConnection(Object connection) {
        this.channel = ((ConnectionBase) connection).channel();
    }

    public static RawConnection of(HttpConnection connection) {
        return new RawConnection(connection);
    }

    public static RawConnection of(NetSocket socket) {
        return new RawConnection(socket);
    }

    /** Closes the connection with a TCP reset, without a TLS close_notify. */
    public void reset() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.unsafe().close(channel.unsafe().voidPromise());
    }

    /** Sends bytes (ISO-8859-1, encrypted if the connection uses TLS), then closes. */
    public void sendAndClose(String text) {
        behindTls()
                .writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** Returns the pipeline context whose writes pass only through TLS. */
    private ChannelHandlerContext behindTls() {
        ChannelPipeline pipeline = channel.pipeline();
        SslHandler tls = pipeline.get(SslHandler.class);
        if (tls == null) {
            return pipeline.firstContext();
        }
        List<String> names = pipeline.names();
        return pipeline.context(names.get(names.indexOf(pipeline.context(tls).name()) + 1));
    }
}
