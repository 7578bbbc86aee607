/**
 * Route lookup handlers with the protocol of Zimbra's lookup servlet.
 *
 * <p>In: HTTP requests. Out: response headers with the route of an account. {@code LookupService} decides without sockets.
 * Imports neither {@code mail} nor {@code web}.
 */
@NullMarked
package io.zimbraproxy.stub.lookup;

import org.jspecify.annotations.NullMarked;
