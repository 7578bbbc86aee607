package io.zimbraproxy.proxy.http.client;

/** Counts the open streams of one connection. */
interface Http2Streams {
    void opened();

    void closed();
}
