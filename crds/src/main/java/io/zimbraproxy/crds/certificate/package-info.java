/**
 * Certificates and keys from Secrets, for proxy and operator.
 *
 * <p>In: PEM texts. Out: a chain with its key, or the reason why the Secret is not usable. Imports {@code text} only.
 */
@NullMarked
package io.zimbraproxy.crds.certificate;

import org.jspecify.annotations.NullMarked;
