package io.zimbraproxy.proxy.tls;

/**
 * Identifies a TLS context.
 *
 * @param certificate fingerprint of the certificate chain
 * @param auth whether client certificates are requested
 * @param family protocols of the listener
 */
record ContextKey(String certificate, ClientAuth auth, AlpnFamily family) {
    /** Returns the same text for the same context in every process; ticket keys are derived from it. */
    @Override
    public String toString() {
        return certificate + ' ' + auth.mode() + ' ' + auth.authorities() + ' ' + family;
    }
}
