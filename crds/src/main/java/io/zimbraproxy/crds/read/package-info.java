/**
 * Strict reading of manifests.
 *
 * <p>In: bytes, at most 4 MiB of them. Out: a resource, or all that is wrong: with the form first, and then what the rules find in
 * the part that could be read. Never an exception for what is in a file. Imports {@code spec} and {@code validate}.
 */
package io.zimbraproxy.crds.read;
