/**
 * Connections of web clients: HTTP/1.1 parsed by {@code http.message}, and HTTP/2 by Netty's codec.
 *
 * <p>In: a channel after its TLS handshake. Out: heads and bodies of requests for an {@link io.zimbraproxy.proxy.http.Exchange},
 * and its responses on the channel. The package knows no mailbox server.
 */
@NullMarked
package io.zimbraproxy.proxy.http.client;

import org.jspecify.annotations.NullMarked;
