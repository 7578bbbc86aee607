/**
 * Resolves and checks the references of a resource.
 *
 * <p>In: the specification, Secrets and EndpointSlices. Out: the configuration and the files for the pods, and the references that
 * cannot be resolved. Imports {@code crds} only, and neither a Kubernetes client nor a clock.
 */
@NullMarked
package io.zimbraproxy.operator.resolve;

import org.jspecify.annotations.NullMarked;
