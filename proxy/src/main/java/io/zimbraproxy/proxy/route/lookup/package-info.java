/**
 * The route lookup protocol of Zimbra's "NLE" (facts, section 2).
 *
 * <p>In: a request. Out: a checked answer of the first handler that gives one.
 */
package io.zimbraproxy.proxy.route.lookup;
