/**
 * Which servers a web request belongs to, by its path: Zimbra's table of locations (facts, section 7.5) and those of the
 * configuration.
 *
 * <p>In: the head of a request. Out: a {@link io.zimbraproxy.proxy.http.location.Location}.
 */
package io.zimbraproxy.proxy.http.location;
