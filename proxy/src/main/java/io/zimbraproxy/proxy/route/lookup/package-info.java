/**
 * The HTTP protocol in which Zimbra's nginx asks lookup handlers (Zimbra's "NLE") for routes.
 *
 * <p>In: a request for a route. Out: the checked response of the first handler that gives a usable one. Imports only {@code net},
 * {@code observe} and {@code route}.
 */
@NullMarked
package io.zimbraproxy.proxy.route.lookup;

import org.jspecify.annotations.NullMarked;
