package io.zimbraproxy.proxy.session;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.relay.LingeringClose;
import java.nio.charset.StandardCharsets;

/** What is said to a client, and how it is left. */
record ClientOutput(Channel channel) {
    /** Says this, one byte a character. */
    void say(String text) {
        if (!text.isEmpty()) {
            channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1), channel.voidPromise());
        }
    }

    /** True when the client has taken all that was said: more can be said without tearing a line in two. */
    boolean heard() {
        return channel.isActive() && channel.unsafe().outboundBuffer().totalPendingWriteBytes() == 0;
    }

    /** Leaves once the client has got what was said. */
    void leave() {
        if (channel.isActive()) {
            LingeringClose.end(channel);
        }
    }
}
