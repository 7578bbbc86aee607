/**
 * Log lines, access log, metrics, close causes and time lines, used by all other packages.
 *
 * <p>In: events of sessions, requests and connections. Out: log lines and meters. Imports nothing of the proxy.
 */
@NullMarked
package io.zimbraproxy.proxy.observe;

import org.jspecify.annotations.NullMarked;
