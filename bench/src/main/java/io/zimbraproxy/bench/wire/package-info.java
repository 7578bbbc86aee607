/** Sockets and lines, for both ends of a measurement. */
package io.zimbraproxy.bench.wire;
