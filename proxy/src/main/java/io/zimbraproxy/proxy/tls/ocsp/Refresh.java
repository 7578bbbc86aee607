package io.zimbraproxy.proxy.tls.ocsp;

/**
 * A question that is to be asked.
 *
 * @param due when, by a clock of nanoseconds that may overflow
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
