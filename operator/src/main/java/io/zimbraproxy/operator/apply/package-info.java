/**
 * Brings what shall be into the cluster, by server-side apply, and hears of what happens there. An object that is as it shall be is
 * not touched. Imports {@code desired}, {@code pods} and {@code resolve}.
 */
package io.zimbraproxy.operator.apply;
