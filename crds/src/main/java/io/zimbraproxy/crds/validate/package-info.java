/**
 * Rules for specifications: {@code Constraints} reads the rules for single values off the records, and one class for each section
 * has the rules about several values. The API server has the same rules as schema and CEL, except for those that neither can
 * express. A test runs the same cases through both.
 *
 * <p>In: a specification, also an incomplete one. Out: all problems. Imports {@code spec} and {@code text}, never {@code read}.
 */
@NullMarked
package io.zimbraproxy.crds.validate;

import org.jspecify.annotations.NullMarked;
