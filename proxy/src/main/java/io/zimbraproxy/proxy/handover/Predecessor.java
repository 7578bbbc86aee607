package io.zimbraproxy.proxy.handover;

import io.netty.channel.unix.FileDescriptor;
import java.util.List;

/** The running process in a handover. All methods are called on an event loop and do not block. */
public interface Predecessor {
    /** Stops listening on the management port, because the successor needs it. */
    void releaseManagement();

    /** Stays in service, because the successor ended before it was ready. */
    void stay();

    /** Returns the descriptors of the listening sockets. */
    List<FileDescriptor> sockets();

    /** Starts to drain, because the successor accepts connections now. */
    void leave();
}
