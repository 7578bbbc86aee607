/**
 * The process: command line, start, readiness, drain, stop, and the management endpoints.
 *
 * <p>In: arguments and signals. Out: a running proxy and an exit code. Everybody else's constructor is called here or in
 * {@code listener}.
 */
package io.zimbraproxy.proxy.app;
