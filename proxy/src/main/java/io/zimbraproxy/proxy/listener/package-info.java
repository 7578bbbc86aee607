/**
 * Listening sockets and PROXY protocol headers.
 *
 * <p>In: the listeners of a configuration. Out: accepted connections with the addresses of their clients, and a registry of the open ones.
 * Imports only {@code net} and {@code observe}.
 */
@NullMarked
package io.zimbraproxy.proxy.listener;

import org.jspecify.annotations.NullMarked;
