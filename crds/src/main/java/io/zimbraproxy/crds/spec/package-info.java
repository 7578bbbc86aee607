/**
 * The wishes of a {@link io.zimbraproxy.crds.ZimbraProxy}: one record for each section, from which the CRD's schema is
 * generated and into which configuration files are read. Component names are the names in YAML; what is left out gets its
 * default when a record is made. Imports nothing of ours.
 */
package io.zimbraproxy.crds.spec;
