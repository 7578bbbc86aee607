/**
 * Parsers for the settings of a Zimbra site.
 *
 * <p>In: output of {@code zmprov} and {@code zmlocalconfig}, LDIF, and the include files that {@code zmproxyconfgen} writes; their
 * content tells the format. Out: {@link io.zimbraproxy.proxy.migrate.read.SiteSettings} with entries, whose values know their origin.
 * The size of the input is limited; a {@link io.zimbraproxy.proxy.migrate.read.BadInput} names file and line. Imports
 * {@code crds.text}, no other package of the proxy.
 */
@NullMarked
package io.zimbraproxy.proxy.migrate.read;

import org.jspecify.annotations.NullMarked;
