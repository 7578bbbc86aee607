/**
 * Header fields that the proxy changes (RFC 9110 section 7.6). It removes fields about the connection, adds
 * fields about the client, and replaces the addresses of servers by its own.
 *
 * <p>In: a parsed head, and the origin of its request. Out: fields for the other side. The package sends nothing and chooses no
 * server.
 */
@NullMarked
package io.zimbraproxy.proxy.http.rewrite;

import org.jspecify.annotations.NullMarked;
