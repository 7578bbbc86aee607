/**
 * Computes the objects that a resource needs in the cluster: one class for each kind of object.
 *
 * <p>In: a resource and the {@link io.zimbraproxy.operator.desired.ClusterState}. Out: a {@link
 * io.zimbraproxy.operator.desired.ReconcilePlan} and the desired objects. Every class is a pure function of the {@link
 * io.zimbraproxy.operator.desired.DesiredContext}. Defaults of the API server that matter for the comparison are written out. Imports
 * {@code resolve} and {@code crds}, and neither a Kubernetes client nor a clock.
 */
@NullMarked
package io.zimbraproxy.operator.desired;

import org.jspecify.annotations.NullMarked;
