/**
 * Writers for the output of {@code import}: the manifest and the Secrets.
 *
 * <p>In: a specification, comments by path, and the content of Secrets. Out: a manifest with the fields that differ from their
 * defaults, and the Secrets as one file for each key or as manifests. No message and no {@code toString()} contains the content of a
 * Secret. Imports {@code crds}, no other package of the proxy.
 */
@NullMarked
package io.zimbraproxy.proxy.migrate.write;

import org.jspecify.annotations.NullMarked;
