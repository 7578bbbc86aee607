/**
 * From one snapshot to the next: what differs, what is to be done about it, and what came of it.
 *
 * <p>In: two snapshots. Out: a {@link io.zimbraproxy.proxy.reload.ConfigDiff}, a {@link
 * io.zimbraproxy.proxy.reload.ReloadPlan}, a {@link io.zimbraproxy.proxy.reload.ReloadResult}. Pure: opens no socket and reads
 * no file; who applies the plan is {@code app}.
 */
package io.zimbraproxy.proxy.reload;
