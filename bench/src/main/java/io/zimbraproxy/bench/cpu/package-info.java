/**
 * CPU time and memory of processes, read from {@code /proc}.
 *
 * <p>In: process ids. Out: seconds and KiB. Imports no other package of the bench.
 */
@NullMarked
package io.zimbraproxy.bench.cpu;

import org.jspecify.annotations.NullMarked;
