package io.zimbraproxy.proxy.handover;

import io.netty.channel.unix.FileDescriptor;
import java.util.List;

/** A process whose place is taken, as the conversation with the next one sees it. Called on an event loop; nothing blocks. */
public interface Predecessor {
    /** The next process wants to answer on the management port. */
    void releaseManagement();

    /** The next process has gone before it was ready: this one stays. */
    void stay();

    /** The sockets that listen. */
    List<FileDescriptor> sockets();

    /** The next process takes connections: this one can go. */
    void leave();
}
