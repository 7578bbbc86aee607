/**
 * Hands the public ports of one process to its successor on the same machine, over a Unix socket. The listening sockets themselves
 * are handed over, so no connection is refused and no waiting connection is lost (docs/adr/0013).
 *
 * <p>In: the path of the socket. Out: open sockets, and the signal to drain. Knows nothing of mail, web or configuration; imports
 * {@code observe} only.
 */
@NullMarked
package io.zimbraproxy.proxy.handover;

import org.jspecify.annotations.NullMarked;
