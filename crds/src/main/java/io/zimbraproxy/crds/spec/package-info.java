/**
 * Specification of a {@link io.zimbraproxy.crds.ZimbraProxy}: one record for each section.
 *
 * <p>The CRD's schema is generated from these records, and Jackson reads configuration files into them. A component has the name of
 * its field in YAML. The constructor of a record replaces an absent field by its default. A {@code @Nullable} field has no default;
 * lists and maps are never null. A required field is null only in a specification that {@code validate} refuses.
 *
 * <p>The annotations on a component are its description and its constraints. The API server applies the constraints through the
 * schema, and {@code validate} applies them in Java. Rules about several fields stand on the records in CEL, and in
 * {@code validate} in Java.
 *
 * <p>Imports {@code text} only.
 */
@NullMarked
package io.zimbraproxy.crds.spec;

import org.jspecify.annotations.NullMarked;
