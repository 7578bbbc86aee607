package io.zimbraproxy.proxy.tls;

/**
 * A channel's event: a client has said what it wants, and TLS begins.
 *
 * @param serverName the host the client wants, in lower case; null when it named none that could be one
 * @param asked whether it is asked for a certificate
 */
public record ClientHelloSeen(String serverName, ClientAuth asked) {}
