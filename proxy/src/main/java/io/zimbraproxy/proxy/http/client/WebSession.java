package io.zimbraproxy.proxy.http.client;

/** A web client's connection, as the drain sees it. All methods run on the event loop. */
public interface WebSession {
    /** Closes the connection as soon as it has no current request. */
    void windDown();
}
