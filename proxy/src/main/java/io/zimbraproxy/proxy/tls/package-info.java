/**
 * Certificates: which one is shown for which server name, and whom to trust.
 *
 * <p>In: PEM files read by {@code config}, and server names of clients. Out: key managers for Vert.x' listeners. Imports
 * none of our other packages.
 */
package io.zimbraproxy.proxy.tls;
