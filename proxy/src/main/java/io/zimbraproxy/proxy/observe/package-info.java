/**
 * Listens to all the others: close causes, time lines, log lines, metrics.
 *
 * <p>In: what happened. Out: log lines and meters. Imports none of our other packages.
 */
package io.zimbraproxy.proxy.observe;
