/**
 * Requests for routes, and their results.
 *
 * <p>In: a validated login or account id, and the client's addresses. Out: a {@link io.zimbraproxy.proxy.route.RouteResult}.
 * {@code route.resolve} asks the caches ({@code route.cache}) first, then the lookup handlers ({@code route.lookup}). Imports only
 * {@code net}.
 */
@NullMarked
package io.zimbraproxy.proxy.route;

import org.jspecify.annotations.NullMarked;
