/**
 * Routes already known.
 *
 * <p>In: a key. Out: a route, or nothing. Failures are never kept.
 */
package io.zimbraproxy.proxy.route.cache;
