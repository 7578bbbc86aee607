/**
 * The command {@code bench/run}.
 *
 * <p>In: arguments. Out: tables on standard output, and JSON and SVG files. No other package imports this one.
 */
@NullMarked
package io.zimbraproxy.bench.cli;

import org.jspecify.annotations.NullMarked;
