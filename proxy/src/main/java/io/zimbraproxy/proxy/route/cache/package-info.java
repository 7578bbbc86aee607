/**
 * Routes that are known already: in this process and in the shared cache.
 *
 * <p>In: a request for a route. Out: a route, a refusal, or nothing. Failed lookups are never kept. Imports only {@code cache},
 * {@code net} and {@code route}.
 */
@NullMarked
package io.zimbraproxy.proxy.route.cache;

import org.jspecify.annotations.NullMarked;
