package io.zimbraproxy.proxy.lifecycle;

import io.netty.channel.unix.FileDescriptor;
import io.zimbraproxy.proxy.handover.Predecessor;
import java.util.List;

/** Lets a successor take over the ports of this process. */
record Handover(ProxyRuntime runtime, ManagementPort management, Drain drain) implements Predecessor {
    @Override
    public void releaseManagement() {
        management.release();
    }

    @Override
    public void stay() {
        management.takeBack();
        runtime.ports().markExclusive();
    }

    @Override
    public List<FileDescriptor> sockets() {
        return runtime.ports().sockets();
    }

    @Override
    public void leave() {
        if (!drain.begun()) {
            // The other process listens on the same sockets, so load balancers need no time to notice.
            drain.request(false);
        }
    }
}
