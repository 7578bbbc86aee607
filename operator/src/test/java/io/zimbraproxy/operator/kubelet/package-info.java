/**
 * A simulated kubelet with one pod. Its volumes are local folders, and its container is the packaged proxy with the arguments in the
 * Deployment. The package {@code api} reports the pod as ready to the API server.
 */
package io.zimbraproxy.operator.kubelet;
