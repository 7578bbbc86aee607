/**
 * Finds the route of an account: in the local cache, then in the shared cache, then with the lookup handlers.
 *
 * <p>In: a request for a route. Out: the route, or the reason why there is none. Imports only {@code observe} and the other
 * {@code route} packages.
 */
@NullMarked
package io.zimbraproxy.proxy.route.resolve;

import org.jspecify.annotations.NullMarked;
