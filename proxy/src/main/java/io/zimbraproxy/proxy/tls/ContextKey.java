package io.zimbraproxy.proxy.tls;

/**
 * What tells TLS contexts apart.
 *
 * @param certificate fingerprint of the chain that is shown
 * @param auth what clients have to show
 * @param family what is spoken
 */
record ContextKey(String certificate, ClientAuth auth, AlpnFamily family) {
    /** The same for the same context in every process. */
    @Override
    public String toString() {
        return certificate + ' ' + auth.mode() + ' ' + auth.authorities() + ' ' + family;
    }
}
