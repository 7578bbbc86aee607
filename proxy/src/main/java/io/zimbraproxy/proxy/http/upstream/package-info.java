/**
 * Connections to the web servers of pools, kept open between requests; one request at a time on each (RFC 9112 section 9).
 *
 * <p>In: a server, and a request in parts. Out: the response in parts, as calls of a {@link
 * io.zimbraproxy.proxy.http.upstream.ResponseListener}. The package knows nothing of clients and chooses no server.
 */
@NullMarked
package io.zimbraproxy.proxy.http.upstream;

import org.jspecify.annotations.NullMarked;
