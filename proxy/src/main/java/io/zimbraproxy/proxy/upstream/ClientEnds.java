package io.zimbraproxy.proxy.upstream;

import io.zimbraproxy.proxy.net.ClientPeer;

/**
 * A client as mailbox servers may be told of it.
 *
 * @param port that it connected to
 */
public record ClientEnds(ClientPeer peer, int port) {}
