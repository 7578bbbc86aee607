/** Pieces of the proxy's hot path under JMH. */
package io.zimbraproxy.bench.pieces;
