/**
 * The mailbox servers: HTTP pools, connections for mail sessions, and the login there for the client.
 *
 * <p>In: a route and credentials, or a web request's choice of server. Out: a channel that is logged in, or why not.
 * Never imports {@code session} or {@code http}.
 */
package io.zimbraproxy.proxy.upstream;
