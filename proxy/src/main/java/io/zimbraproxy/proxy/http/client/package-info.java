/**
 * Connections of web clients: HTTP/1.1 on the bytes themselves, HTTP/2 by Netty's codec.
 *
 * <p>In: a channel past its TLS handshake. Out: heads and bodies of requests for an {@link
 * io.zimbraproxy.proxy.http.Exchange}, whose answer goes back the same way.
 */
package io.zimbraproxy.proxy.http.client;
