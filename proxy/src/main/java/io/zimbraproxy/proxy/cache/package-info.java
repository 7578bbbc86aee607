/**
 * The cache that proxies share: memcached or Redis behind a circuit breaker. Routes, limits and session counts use it.
 *
 * <p>In: logical keys and short texts. Out: texts, numbers, or nothing; a failed cache is never an exception. Imports only
 * {@code net} and {@code observe}.
 */
@NullMarked
package io.zimbraproxy.proxy.cache;

import org.jspecify.annotations.NullMarked;
