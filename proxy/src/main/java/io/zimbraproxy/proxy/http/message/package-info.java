/**
 * HTTP/1.1 message heads as bytes (RFC 9110, RFC 9112).
 *
 * <p>In: bytes from a client or a mailbox server. Out: a {@link io.zimbraproxy.proxy.http.message.RequestHead}, a {@link
 * io.zimbraproxy.proxy.http.message.ResponseHead}, "more bytes needed", or a {@link
 * io.zimbraproxy.proxy.http.message.BadMessage}; and heads written to a buffer. All code is pure: it imports no channel, no log
 * and no configuration. A message that could be read in two ways is rejected, so that the client, the proxy and the mailbox
 * server always agree on its meaning.
 */
@NullMarked
package io.zimbraproxy.proxy.http.message;

import org.jspecify.annotations.NullMarked;
