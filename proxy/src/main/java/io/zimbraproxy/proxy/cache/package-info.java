/**
 * The cache that proxies share: memcached or Redis behind a circuit breaker. Routes, throttles and session counts use it by keys and
 * texts. Imports {@code observe} only.
 */
package io.zimbraproxy.proxy.cache;
