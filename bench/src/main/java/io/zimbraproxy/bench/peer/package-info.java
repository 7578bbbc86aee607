/**
 * The measured programs: configured from templates, started, reloaded and stopped.
 *
 * <p>In: the ports of the backends. Out: running processes with their ports and logs. Imports neither {@code load} nor
 * {@code scenario}.
 */
@NullMarked
package io.zimbraproxy.bench.peer;

import org.jspecify.annotations.NullMarked;
