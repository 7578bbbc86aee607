package io.zimbraproxy.proxy.tls.staple;

/**
 * A question that is to be asked.
 *
 * @param due when, by a clock of nanoseconds that may overflow
 */
record Turn(long due, String fingerprint, StapledCertificate certificate) implements Comparable<Turn> {
    boolean isDue(long now) {
        return due - now <= 0;
    }

    @Override
    public int compareTo(Turn other) {
        return Long.signum(due - other.due);
    }
}
