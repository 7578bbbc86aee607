/**
 * What is wrong with a specification: the constraints of single values, read off the records ({@code Constraints}), and one class
 * for each section's rules about how values go together. The API server has the same rules as schema and CEL, except for those
 * it cannot express; one set of cases is run through both.
 *
 * <p>In: a specification, also one with parts missing. Out: problems. Imports {@code spec} only, never {@code read}.
 */
package io.zimbraproxy.crds.validate;
