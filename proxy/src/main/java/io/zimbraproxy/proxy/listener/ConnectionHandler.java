package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;

/** What a connection to one listener comes into, on one event loop. A reload puts new doors behind the same socket. */
public interface ConnectionHandler {
    /** Takes the connection, on its event loop, before anything is read from it. */
    void accept(Channel channel);
}
