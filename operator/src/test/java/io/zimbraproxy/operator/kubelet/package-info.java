/**
 * One pod of a Deployment for real: its volumes are folders, its container is the packaged proxy with the arguments that the Deployment
 * says. What of it is ready is told to the API server by {@code api}.
 */
package io.zimbraproxy.operator.kubelet;
