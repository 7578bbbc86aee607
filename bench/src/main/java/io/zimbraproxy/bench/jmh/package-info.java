/**
 * JMH benchmarks of single classes on the proxy's hot path.
 *
 * <p>In: fixed input. Out: time and allocation per call. Imports the proxy, and no other package of the bench.
 */
@NullMarked
package io.zimbraproxy.bench.jmh;

import org.jspecify.annotations.NullMarked;
