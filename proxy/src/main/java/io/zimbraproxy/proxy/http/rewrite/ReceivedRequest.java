package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.net.ClientPeer;

/**
 * The origin of a request: its client, and how the client has addressed the proxy.
 *
 * @param scheme {@code http} or {@code https}
 * @param port the port of the listener
 * @param host the host that the request is for
 */
public record ReceivedRequest(ClientPeer client, String scheme, int port, HostHeader host) {}
