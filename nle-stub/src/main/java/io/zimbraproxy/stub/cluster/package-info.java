/**
 * Access to the Kubernetes API: stores certificates as Secrets, so that they survive the stub's pod.
 *
 * <p>In: the mounted service account. Out: PEM pairs read from and written to Secrets of the pod's namespace. Imports only
 * {@code tls}.
 */
@NullMarked
package io.zimbraproxy.stub.cluster;

import org.jspecify.annotations.NullMarked;
