/**
 * Bodies of HTTP/1.1 messages: with a length, in chunks, or up to the end of the connection (RFC 9112 sections 6 and 7).
 *
 * <p>In: the framing that a head announces, and received bytes or parts to send. Out: the parts of a body, or a {@link
 * io.zimbraproxy.proxy.http.message.BadMessage}; and a body written to a channel. The package knows neither clients nor mailbox
 * servers.
 */
@NullMarked
package io.zimbraproxy.proxy.http.body;

import org.jspecify.annotations.NullMarked;
