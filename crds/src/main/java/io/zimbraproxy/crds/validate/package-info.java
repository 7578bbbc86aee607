/**
 * What is wrong with a specification: the constraints of single values, read off the records ({@code Constraints}), and one class
 * for each section's rules about how values go together. The API server has the same rules as schema and CEL, except for those
 * it cannot express; one set of cases is run through both. {@code NotSupportedYet} stands apart: it is about this release of the
 * proxy, not about the resource.
 *
 * <p>In: a specification, also one with parts missing. Out: problems. Imports {@code spec} only, never {@code read}.
 */
package io.zimbraproxy.crds.validate;
