/**
 * Asks running pods which configuration they run.
 *
 * <p>In: pods. Out: a {@link io.zimbraproxy.operator.pods.PodReport} for each ready pod, from {@code GET /config} on its management
 * port. Imports {@code crds} only.
 */
@NullMarked
package io.zimbraproxy.operator.pods;

import org.jspecify.annotations.NullMarked;
