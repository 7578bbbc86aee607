package io.zimbraproxy.proxy.tls.ocsp;

/**
 * A scheduled OCSP request.
 *
 * @param due time of the request, by a clock of nanoseconds that may overflow
 * @param fingerprint of the certificate chain
 */
record Refresh(long due, String fingerprint, StapledCertificate certificate) implements Comparable<Refresh> {
    boolean isDue(long now) {
        return due - now <= 0;
    }

    @Override
    public int compareTo(Refresh other) {
        return Long.signum(due - other.due);
    }
}
