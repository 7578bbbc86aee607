/**
 * Plans a reload: compares two snapshots, derives the operations, and describes the result.
 *
 * <p>In: two snapshots. Out: a {@link io.zimbraproxy.proxy.reload.ConfigDiff}, a {@link
 * io.zimbraproxy.proxy.reload.ReloadPlan}, a {@link io.zimbraproxy.proxy.reload.ReloadResult}. Pure: opens no socket and reads
 * no file; {@code lifecycle} applies the plan.
 */
@NullMarked
package io.zimbraproxy.proxy.reload;

import org.jspecify.annotations.NullMarked;
