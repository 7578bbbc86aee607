/**
 * Limits per client address and account. They decide before a session, before a login and after it.
 *
 * <p>In: an address or an account. Out: whether it is within its limits, and the delay of the reply to a failed login. Counters live in
 * the shared cache if there is one, so that all proxies count together; else in the process. Imports only {@code cache} and
 * {@code net}.
 */
@NullMarked
package io.zimbraproxy.proxy.throttle;

import org.jspecify.annotations.NullMarked;
