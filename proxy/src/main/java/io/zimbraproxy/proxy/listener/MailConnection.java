package io.zimbraproxy.proxy.listener;

import io.netty.channel.EventLoop;
import io.zimbraproxy.proxy.session.MailSession;

/** A mail client's connection, as the registry sees it. */
record MailConnection(EventLoop loop, MailSession session) implements ConnectionRegistry.Connection {
    @Override
    public void windDown() {
        loop.execute(session::windDown);
    }

    @Override
    public void shutDown() {
        loop.execute(session::shutDown);
    }
}
