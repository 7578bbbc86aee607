/**
 * Limits per client address and account: decides before a session and before a login.
 *
 * <p>In: an address or an account, and a limit. Out: allowed or not. Counters live in the shared cache, so that all proxies
 * count as one. Holds no code yet: a manifest with a limit is refused.
 */
package io.zimbraproxy.proxy.throttle;
