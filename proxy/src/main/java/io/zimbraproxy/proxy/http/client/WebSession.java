package io.zimbraproxy.proxy.http.client;

/** A web client's connection, for its orderly end. All methods run on the event loop. */
public interface WebSession {
    /** Closes the connection as soon as it has no current request. */
    void windDown();
}
