package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;

/** Handles new connections of one listener on one event loop. A reload replaces the handlers of a socket. */
public interface ConnectionHandler {
    /** Takes over a connection. Called on its event loop before the first read. */
    void accept(Channel channel);
}
