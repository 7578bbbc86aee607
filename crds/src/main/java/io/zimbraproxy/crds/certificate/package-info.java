/**
 * Certificates and keys as Secrets hold them: PEM texts come in, chains that fit their keys go out, or the reason why they do not.
 * Both planes judge by the same code. Imports nothing of ours.
 */
package io.zimbraproxy.crds.certificate;
