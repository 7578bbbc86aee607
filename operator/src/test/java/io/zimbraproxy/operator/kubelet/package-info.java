/**
 * One real pod of a Deployment: its volumes are folders, and its container is the packaged proxy with the arguments of the Deployment.
 * The package {@code api} reports its readiness to the API server.
 */
package io.zimbraproxy.operator.kubelet;
