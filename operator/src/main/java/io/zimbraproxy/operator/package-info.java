/**
 * The reconciler, and the classes that connect it to Quarkus and the operator SDK: settings, leader election, event filters.
 *
 * <p>In: a {@link io.zimbraproxy.crds.ZimbraProxy} that changed. Out: calls to {@code desired}, {@code apply}, {@code pods} and {@code
 * status}. No other package may import this one.
 */
@NullMarked
package io.zimbraproxy.operator;

import org.jspecify.annotations.NullMarked;
