package io.zimbraproxy.proxy.tls;

import org.jspecify.annotations.Nullable;

/**
 * An event in a channel's pipeline: the ClientHello was read, and the TLS handshake begins.
 *
 * @param serverName the client's server name (SNI), in lower case; null if it sent none, or an invalid one
 * @param auth whether a client certificate is requested
 */
public record ClientHelloSeen(@Nullable String serverName, ClientAuth auth) {}
