/**
 * Certificates: which one is shown for which server name, and whom to trust.
 *
 * <p>In: PEM files read by {@code config}, and what clients say first. Out: handlers for Netty pipelines. Imports
 * none of our other packages.
 */
package io.zimbraproxy.proxy.tls;
