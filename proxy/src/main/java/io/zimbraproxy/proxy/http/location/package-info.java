/**
 * Locations: the pool, the time-outs and the limits of a web request by its path. The tables are those of the configuration and
 * Zimbra's own.
 *
 * <p>In: the head of a request, and the pools. Out: a {@link io.zimbraproxy.proxy.http.location.WebLocation}. The package chooses
 * no server and sends nothing.
 */
@NullMarked
package io.zimbraproxy.proxy.http.location;

import org.jspecify.annotations.NullMarked;
