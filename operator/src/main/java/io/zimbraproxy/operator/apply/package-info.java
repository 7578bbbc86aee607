/**
 * Applies the desired objects by server-side apply and watches the cluster.
 *
 * <p>In: the {@link io.zimbraproxy.operator.desired.DesiredObject}s of a resource. Out: writes of the objects that differ, deletions of
 * objects that are no longer desired, and events that trigger a reconcile. Imports {@code desired}, {@code pods} and {@code resolve}.
 */
@NullMarked
package io.zimbraproxy.operator.apply;

import org.jspecify.annotations.NullMarked;
