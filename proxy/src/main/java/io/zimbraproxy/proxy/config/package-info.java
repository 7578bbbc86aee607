/**
 * From files to one immutable snapshot of everything that is configured.
 *
 * <p>In: a manifest and a folder of secrets. Out: a {@link io.zimbraproxy.proxy.config.Snapshot}, or all that is wrong
 * with them. Opens no socket.
 */
package io.zimbraproxy.proxy.config;
