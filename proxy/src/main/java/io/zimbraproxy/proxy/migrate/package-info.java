/**
 * Conversion of the settings of a Zimbra site to a manifest, for the command {@code import}.
 *
 * <p>In: the settings that {@code migrate.read} has parsed. Out: a specification, a comment for each field that comes from a setting,
 * advice on settings without a counterpart, and Secrets; {@code migrate.write} writes them to files. One class converts one section of
 * the specification. Imports {@code crds}, {@code migrate.read}, {@code migrate.write}, and the names of cipher suites from {@code tls}.
 */
@NullMarked
package io.zimbraproxy.proxy.migrate;

import org.jspecify.annotations.NullMarked;
