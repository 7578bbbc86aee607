/**
 * Tests of the folder k8s. The manifests are rendered by kubectl and Helm and checked as an API server does: no unknown field, no
 * excess permission, no pod that violates the Pod Security Standard "restricted".
 */
package io.zimbraproxy.operator.k8s;
