/**
 * What shall be in the cluster for a resource: one class for each object, a pure function of a {@link
 * io.zimbraproxy.operator.desired.Site}. Values that the API server would fill in where they matter for comparing are written out.
 * Imports {@code resolve} and {@code crds}.
 */
package io.zimbraproxy.operator.desired;
