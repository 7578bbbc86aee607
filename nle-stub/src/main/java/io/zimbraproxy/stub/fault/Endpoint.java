package io.zimbraproxy.stub.fault;

import io.vertx.core.Future;

/** One listening port, by the name that faults and the journal call it. */
public interface Endpoint {

    /** What is spoken there; decides which faults make sense. */
    enum Kind {
        LOOKUP,
        MAIL,
        WEB
    }

    /** {@code lookup/1}, {@code mailbox-1/imap}. */
    String target();

    Kind kind();

    /** The port, known once {@link #open} has succeeded and kept over a close. */
    int port();

    /** Starts to listen, on the same port as before if it was open once. */
    Future<Void> open();

    /** Stops to listen and drops the connections of the port. */
    Future<Void> close();
}
