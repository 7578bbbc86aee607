package io.zimbraproxy.proxy.relay;

import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/** Ends one direction of a socket: what was written reaches the other side, followed by the end of the stream. */
final class OutputEnd {
    private OutputEnd() {}

    /** On the channel's event loop, with nothing left to write. The channel is closed when the other side ends too. */
    static void of(DuplexChannel channel) {
        // Nothing to keep half open any more; to Netty the other side's end would be news to tell, with an exception
        // for itself.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
            // Netty's own way makes an exception, whose stack costs more than the call, for writes that there are none
            // of.
            try {
                socket.shutdown(false, true);
            } catch (IOException | NotYetConnectedException gone) {
                channel.close();
            }
        } else {
            channel.shutdownOutput();
        }
    }
}
