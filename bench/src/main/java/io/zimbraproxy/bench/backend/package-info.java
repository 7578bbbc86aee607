/**
 * Minimal backends of all peers: mailbox servers, a web server and a lookup handler, on one event loop.
 *
 * <p>In: connections of the peers. Out: replies that are ready in memory, so that the backends use little CPU time. Imports only
 * {@code wire}.
 */
@NullMarked
package io.zimbraproxy.bench.backend;

import org.jspecify.annotations.NullMarked;
