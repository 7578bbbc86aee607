/**
 * HTTP/1.1 messages as bytes (RFC 9110, RFC 9112): heads, bodies, chunks.
 *
 * <p>In: bytes of a peer. Out: a head with the places of its parts, "need more", parts of a body, or a {@link
 * io.zimbraproxy.proxy.http.message.BadMessage}. Pure: no channel, no log, no configuration. What could be read in two ways
 * is refused, so that a client, this proxy and a mailbox server always mean the same message.
 */
package io.zimbraproxy.proxy.http.message;
