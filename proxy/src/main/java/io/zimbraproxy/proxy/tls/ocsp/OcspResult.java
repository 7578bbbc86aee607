package io.zimbraproxy.proxy.tls.ocsp;

import java.time.Instant;

/** What an authority says about a certificate. */
sealed interface OcspResult {
    /**
     * It is not revoked.
     *
     * @param response all of it in DER form, as it is shown to clients
     * @param from when this was known
     * @param until when there is newer word
     */
    record Good(byte[] response, Instant from, Instant until) implements OcspResult {
        boolean holds(Instant now) {
            return now.isBefore(until);
        }
    }

    /** It is not to be trusted any more. */
    record Revoked(Instant since) implements OcspResult {}
}
