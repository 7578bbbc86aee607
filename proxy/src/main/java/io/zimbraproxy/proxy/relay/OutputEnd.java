package io.zimbraproxy.proxy.relay;

import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/** Ends the output of a socket. The receiver gets all written bytes, then the end of the stream. */
final class OutputEnd {
    private OutputEnd() {}

    /** Must be called on the channel's event loop, without pending writes. The channel closes when its input ends too. */
    static void of(DuplexChannel channel) {
        // The channel need not stay half open. Otherwise Netty would report the end of the input, and throw an
        // exception
        // internally.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
            // Netty's method creates an exception for pending writes, even if there are none. Its stack trace costs
            // more
            // than the system call.
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
