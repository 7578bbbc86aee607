/** Clients that keep a peer at work, on one event loop, and count what they got done. An answer that is not the right one ends the measurement. */
package io.zimbraproxy.bench.load;
