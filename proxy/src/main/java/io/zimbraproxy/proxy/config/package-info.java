/**
 * Reads the configuration: from files to one immutable snapshot.
 *
 * <p>In: a manifest and a folder of Secrets. Out: a {@link io.zimbraproxy.proxy.config.Snapshot}, or all problems found. Opens no
 * socket. May not import anything that serves clients.
 */
@NullMarked
package io.zimbraproxy.proxy.config;

import org.jspecify.annotations.NullMarked;
