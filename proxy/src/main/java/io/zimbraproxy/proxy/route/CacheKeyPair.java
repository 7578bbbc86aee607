package io.zimbraproxy.proxy.route;

import org.jspecify.annotations.Nullable;

/**
 * The logical keys of a route in the shared cache.
 *
 * @param aliasKey null if the request is not by name
 */
public record CacheKeyPair(@Nullable String aliasKey, String routeKey) {}
