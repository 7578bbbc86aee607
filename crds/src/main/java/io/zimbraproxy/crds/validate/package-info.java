/**
 * The rules beyond the schema, in Java: all that is wrong with a specification, each with its path.
 *
 * <p>In: a specification. Out: problems. Imports {@code spec} only.
 */
package io.zimbraproxy.crds.validate;
