/**
 * Strict reader for manifests.
 *
 * <p>In: at most 4 MiB of YAML or JSON. Out: a resource, or all problems: first those of form, then those that the rules find in the
 * readable part. The content of a file never causes an exception. Imports {@code spec} and {@code validate}.
 */
@NullMarked
package io.zimbraproxy.crds.read;

import org.jspecify.annotations.NullMarked;
