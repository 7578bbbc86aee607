/**
 * Hands the public ports of one process to the next on the same machine, over a Unix socket: the listening sockets themselves
 * go across, so no connection is refused and none that waits is lost (docs/adr/0013).
 *
 * <p>In: the path of the socket. Out: open sockets, and the word to drain. Knows nothing of mail, web or configuration; imports
 * nothing of ours but {@code observe}.
 */
package io.zimbraproxy.proxy.handover;
