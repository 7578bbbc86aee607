/**
 * Builds the status of a resource and the Events about its changes.
 *
 * <p>In: {@link io.zimbraproxy.operator.status.Facts} and the previous status. Out: the new status, built in one place, and an Event
 * for each condition that changed. Imports {@code desired}, {@code pods} and {@code resolve}.
 */
@NullMarked
package io.zimbraproxy.operator.status;

import org.jspecify.annotations.NullMarked;
