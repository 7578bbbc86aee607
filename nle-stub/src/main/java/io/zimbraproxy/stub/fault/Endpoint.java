package io.zimbraproxy.stub.fault;

import io.vertx.core.Future;

/** One listening port, with the name that faults and the journal use for it. */
public interface Endpoint {

    /** The kind of protocol; it decides which faults are possible. */
    enum Kind {
        LOOKUP,
        MAIL,
        WEB
    }

    /** Returns the name of the endpoint: {@code lookup/1}, {@code mailbox-1/imap}. */
    String target();

    Kind kind();

    /** Returns the port, which stays the same when the endpoint is closed and opened again. */
    int port();

    /** Starts to listen. */
    Future<Void> open();

    /** Stops listening and closes the connections of the port. */
    Future<Void> close();
}
