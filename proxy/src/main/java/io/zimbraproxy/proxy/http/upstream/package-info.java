/**
 * Connections to web servers: kept between requests, one request at a time on each (RFC 9112 section 9).
 *
 * <p>In: a server and the head of a request. Out: its answer, in parts. Knows nothing of clients.
 */
package io.zimbraproxy.proxy.http.upstream;
