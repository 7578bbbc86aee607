package io.zimbraproxy.proxy.lifecycle;

import io.netty.channel.unix.FileDescriptor;
import io.zimbraproxy.proxy.handover.Predecessor;
import java.util.List;

/** This process, to the one that takes its place. */
record Handover(ProxyRuntime runtime, ManagementPort management, Drain drain) implements Predecessor {
    @Override
    public void releaseManagement() {
        management.release();
    }

    @Override
    public void stay() {
        management.takeBack();
        runtime.ports().own();
    }

    @Override
    public List<FileDescriptor> sockets() {
        return runtime.ports().sockets();
    }

    @Override
    public void leave() {
        if (!drain.begun()) {
            // The other process listens at the same sockets: nobody has to notice anything.
            drain.ask(false);
        }
    }
}
