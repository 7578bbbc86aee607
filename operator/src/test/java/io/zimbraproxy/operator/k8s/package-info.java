/** Tests of the folder k8s, rendered by kubectl and Helm: fields, permissions, pod security, references, monitoring. */
package io.zimbraproxy.operator.k8s;
