/**
 * Event loop, sockets and line framing for both ends of a measurement.
 *
 * <p>In: bytes. Out: lines. Imports no other package of the bench.
 */
@NullMarked
package io.zimbraproxy.bench.wire;

import org.jspecify.annotations.NullMarked;
