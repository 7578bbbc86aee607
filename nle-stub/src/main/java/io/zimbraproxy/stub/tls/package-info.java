/**
 * Certificates and keys: a certificate authority and PEM files.
 *
 * <p>In: host names. Out: PEM texts and files in the layout of a Kubernetes TLS Secret. Imports no other package of the stub.
 */
@NullMarked
package io.zimbraproxy.stub.tls;

import org.jspecify.annotations.NullMarked;
