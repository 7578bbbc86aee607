/**
 * What an administrator has of a Zimbra site, as text.
 *
 * <p>In: output of {@code zmprov} and {@code zmlocalconfig}, LDIF, and the include files that {@code zmproxyconfgen} wrote, known by
 * their content. Out: a {@link io.zimbraproxy.proxy.migrate.read.SiteSettings} of entries with their values, each of which knows where it
 * was written. Bounded in size; {@link io.zimbraproxy.proxy.migrate.read.BadInput} says file and line. Imports nothing of ours.
 */
package io.zimbraproxy.proxy.migrate.read;
