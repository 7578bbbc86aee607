package io.zimbraproxy.proxy.upstream;

import io.zimbraproxy.proxy.net.ClientPeer;

/**
 * The addresses and ports of a client's connection, as the proxy reports them to mailbox servers.
 *
 * @param port the port that the client connected to
 */
public record ClientEnds(ClientPeer peer, int port) {}
