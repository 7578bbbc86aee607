/**
 * OCSP responses (staples) for the proxy's certificates, requested from their authorities in the background.
 *
 * <p>In: the certificates of the active configuration, and responses of OCSP servers, which are used only if the authority has signed
 * them. Out: a response for each certificate that has a good one. Imports only {@code observe} and {@code tls}.
 */
@NullMarked
package io.zimbraproxy.proxy.tls.ocsp;

import org.jspecify.annotations.NullMarked;
