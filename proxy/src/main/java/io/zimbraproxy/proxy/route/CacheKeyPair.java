package io.zimbraproxy.proxy.route;

/**
 * The logical keys of a route in the shared cache.
 *
 * @param aliasKey null when there is no alias to it
 */
public record CacheKeyPair(String aliasKey, String routeKey) {}
