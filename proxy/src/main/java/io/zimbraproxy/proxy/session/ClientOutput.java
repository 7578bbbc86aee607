package io.zimbraproxy.proxy.session;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.relay.LingeringClose;
import java.nio.charset.StandardCharsets;

/** The output side of a client's channel. */
record ClientOutput(Channel channel) {
    /** Sends a text, one byte per character; nothing if it is empty. */
    void send(String text) {
        if (!text.isEmpty()) {
            channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1), channel.voidPromise());
        }
    }

    /** Returns true if the socket has taken all that was written, so that more text cannot split a line. */
    boolean isFlushed() {
        return channel.isActive() && channel.unsafe().outboundBuffer().totalPendingWriteBytes() == 0;
    }

    /** Closes the connection after the client has received all that was written. */
    void close() {
        if (channel.isActive()) {
            LingeringClose.end(channel);
        }
    }
}
