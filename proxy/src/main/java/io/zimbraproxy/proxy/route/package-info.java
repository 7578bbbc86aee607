/**
 * Which mailbox server holds a user.
 *
 * <p>In: a validated login or account id and who asks. Out: a {@link io.zimbraproxy.proxy.route.RouteResult}. First the
 * caches ({@code route.cache}), then the lookup handlers in turn ({@code route.lookup}). Never imports {@code session},
 * {@code http} or {@code upstream}.
 */
package io.zimbraproxy.proxy.route;
