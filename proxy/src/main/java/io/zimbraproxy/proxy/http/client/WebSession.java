package io.zimbraproxy.proxy.http.client;

/** A web client's connection, for who wants it to end. On the event loop. */
public interface WebSession {
    /** Ends it as soon as no request is under way. */
    void windDown();
}
