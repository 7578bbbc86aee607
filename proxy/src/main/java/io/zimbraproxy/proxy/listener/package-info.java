/**
 * The public sockets: opened from a snapshot, one set of listeners per event loop.
 *
 * <p>In: a snapshot. Out: accepted connections, handed to {@code session} or {@code http}; a registry of those that are
 * open, and a way to stop taking new ones without touching them.
 */
package io.zimbraproxy.proxy.listener;
