package io.zimbraproxy.bench.load;

/** Work that goes on until it is closed. */
public interface Load extends AutoCloseable {
    Progress progress();

    /** Bytes a server sent in a TLS handshake, on average; 0 without TLS. */
    double handshakeBytes();

    /** Begins to count times anew. */
    void forgetTimes();

    /** Milliseconds that so many percent of the units since then stayed below. */
    double millisAt(double percentile);

    @Override
    void close();
}
