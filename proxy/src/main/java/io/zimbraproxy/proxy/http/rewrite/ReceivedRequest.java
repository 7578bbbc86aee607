package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.net.ClientPeer;

/**
 * How a request came in.
 *
 * @param client who sent it
 * @param scheme {@code http} or {@code https}
 * @param port of the listener
 * @param host it is for
 */
public record ReceivedRequest(ClientPeer client, String scheme, int port, HostHeader host) {}
