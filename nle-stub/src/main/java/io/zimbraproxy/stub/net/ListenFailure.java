package io.zimbraproxy.stub.net;

import io.vertx.core.Future;
import java.io.IOException;

/** The error for a port that cannot be opened. */
final class ListenFailure {

    private ListenFailure() {}

    /** Adds the target, address and port to the error of a listening server. */
    static <T> Future<T> describe(EndpointSpec spec, int port, Future<T> listening) {
        return listening.recover(e -> Future.failedFuture(new IOException(
                spec.target() + ": cannot listen on " + spec.host() + ":" + port + " (" + e.getMessage()
                        + "); free the port or choose another",
                e)));
    }
}
