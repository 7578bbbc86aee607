/**
 * Staples: OCSP responses of our certificates, asked of their authorities in the background.
 *
 * <p>In: the certificates of the configuration in force, and what OCSP servers answer, which is believed when the authority
 * has signed it only. Out: a response for each certificate that has a good one. Imports {@code tls} and {@code observe}.
 */
package io.zimbraproxy.proxy.tls.ocsp;
