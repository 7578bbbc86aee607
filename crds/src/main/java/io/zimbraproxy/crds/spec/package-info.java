/**
 * The wishes of a {@link io.zimbraproxy.crds.ZimbraProxy}: one record for each section, from which the CRD's schema is
 * generated and into which configuration files are read. Component names are the names in YAML; what is left out gets its
 * default when a record is made, and lists and maps are never null. The annotations on a component are its description and its
 * constraints: for the API server by way of the schema, for Java by way of {@code validate}. Rules that take more than one value
 * stand on the records in CEL and in {@code validate} in Java.
 *
 * <p>Imports nothing of ours.
 */
package io.zimbraproxy.crds.spec;
