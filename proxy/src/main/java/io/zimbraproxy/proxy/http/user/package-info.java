/**
 * The user of a web request: the one in its URL or its credentials, else the account of its auth token.
 *
 * <p>In: the head of a request. Out: a {@link io.zimbraproxy.proxy.http.user.RouteChoice}, or none. Nothing is verified here:
 * the mailbox server does that. The package does not look up routes.
 */
@NullMarked
package io.zimbraproxy.proxy.http.user;

import org.jspecify.annotations.NullMarked;
