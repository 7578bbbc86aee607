/**
 * Addresses, networks, event loops, clocks and the circuit breaker: what every package that handles connections needs.
 *
 * <p>In: channels, texts and stages. Out: addresses, results on the right thread, and expired time limits. Imports nothing of the proxy.
 */
@NullMarked
package io.zimbraproxy.proxy.net;

import org.jspecify.annotations.NullMarked;
