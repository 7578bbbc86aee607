/**
 * Clients that put a peer under load and count the work done, on one event loop.
 *
 * <p>In: a target. Out: counted units, times, and the first fault: an unexpected reply ends the measurement. Does not know which
 * program it measures.
 */
@NullMarked
package io.zimbraproxy.bench.load;

import org.jspecify.annotations.NullMarked;
