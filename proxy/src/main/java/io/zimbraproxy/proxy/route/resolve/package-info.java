/**
 * Finds the route of an account: local cache, shared cache, then lookup handlers.
 *
 * <p>In: a request for a route. Out: the route, or the reason why there is none.
 */
package io.zimbraproxy.proxy.route.resolve;
