/**
 * What lies in the folder k8s, rendered by kubectl and Helm, and looked at as the API server would: no field that it does not
 * know, no right too many, no pod that "restricted" refuses.
 */
package io.zimbraproxy.operator.k8s;
