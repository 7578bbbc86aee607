package io.zimbraproxy.proxy.tls.ocsp;

import java.time.Instant;

/** The status of a certificate in a valid OCSP response. */
sealed interface OcspResult {
    /**
     * The certificate is not revoked.
     *
     * @param response the whole response in DER, as it is sent to clients
     * @param from thisUpdate of the response
     * @param until nextUpdate of the response
     */
    record Good(byte[] response, Instant from, Instant until) implements OcspResult {
        boolean validAt(Instant now) {
            return now.isBefore(until);
        }
    }

    /** The certificate is revoked. */
    record Revoked(Instant since) implements OcspResult {}
}
