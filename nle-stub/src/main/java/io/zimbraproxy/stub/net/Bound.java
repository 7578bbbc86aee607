package io.zimbraproxy.stub.net;

import io.vertx.core.Future;
import java.io.IOException;

/** Says which port it was that could not be had. */
final class Bound {

    private Bound() {}

    static <T> Future<T> to(Place place, int port, Future<T> listening) {
        return listening.recover(e -> Future.failedFuture(new IOException(
                place.target() + ": cannot listen on " + place.host() + ":" + port + " (" + e.getMessage()
                        + "); free the port or choose another one",
                e)));
    }
}
