package io.zimbraproxy.bench.load;

/** Continuous work of clients, until it is closed. */
public interface Load extends AutoCloseable {
    LoadCounters counters();

    /** Returns the average number of bytes that the server sends in a TLS handshake; 0 without TLS. */
    double handshakeBytes();

    /** Discards the times measured so far. */
    void forgetTimes();

    /** Returns the time of a unit at a percentile, in milliseconds, since {@link #forgetTimes}. */
    double millisAt(double percentile);

    @Override
    void close();
}
