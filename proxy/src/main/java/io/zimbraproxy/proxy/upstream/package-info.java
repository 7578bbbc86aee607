/**
 * Mailbox servers: pools of web servers with their health, connections for mail sessions, and the login of a mail
 * client there.
 *
 * <p>In: a route and a login dialogue, or the criteria of a web request. Out: a channel that is logged in, a web
 * server, or the reason why there is none. Imports {@code upstream.login}, {@code relay}, {@code route}, {@code tls},
 * {@code net} and {@code observe}; never {@code session} or {@code http}.
 */
@NullMarked
package io.zimbraproxy.proxy.upstream;

import org.jspecify.annotations.NullMarked;
