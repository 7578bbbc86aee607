/**
 * From one snapshot to the next while sessions go on: difference, plan, operations, result.
 *
 * <p>In: the snapshot that runs and a new one. Out: what was changed, and what was refused and why. A live session keeps the
 * snapshot it began with. Holds no code yet: changes are applied by a restart, and SIGHUP says so.
 */
package io.zimbraproxy.proxy.reload;
