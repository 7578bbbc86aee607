/**
 * Limits per client address and account: decides before a session, before a login and after it.
 *
 * <p>In: an address or an account. Out: allowed or not, and how long a failure waits. Counters live in the shared cache, so that
 * all proxies count as one; without one, in the process.
 */
package io.zimbraproxy.proxy.throttle;
