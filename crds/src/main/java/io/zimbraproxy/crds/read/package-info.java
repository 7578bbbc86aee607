/**
 * Strict reading of manifests.
 *
 * <p>In: bytes of a file. Out: a resource, or all that is wrong with it. Imports {@code spec} and {@code validate}.
 */
package io.zimbraproxy.crds.read;
