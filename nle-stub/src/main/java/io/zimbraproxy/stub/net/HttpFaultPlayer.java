package io.zimbraproxy.stub.net;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.stub.fault.Fault;

/** Shows a fault in the response to an HTTP request. */
public final class HttpFaultPlayer {

    private static final String GARBAGE = "\u0001\u0002 this is not HTTP \u0000\r\n";

    private final Vertx vertx;

    public HttpFaultPlayer(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Sends a wrong or late response, or none.
     *
     * @param partial beginning of a response, for {@link io.zimbraproxy.stub.fault.FaultKind#CLOSE_EARLY}
     * @param respond sends the correct response, for faults that only delay it
     */
    public void play(Fault fault, HttpServerRequest request, String partial, Runnable respond) {
        switch (fault.kind()) {
            case SLOW -> later(fault.millis(), request, respond);
            case HANG -> request.handler(ignored -> {});
            case RESET -> RawConnection.of(request.connection()).reset();
            case WRONG ->
                RawConnection.of(request.connection()).sendAndClose(fault.text().isEmpty() ? GARBAGE : fault.text());
            case CLOSE_EARLY -> RawConnection.of(request.connection()).sendAndClose(partial);
            case STATUS -> request.response().setStatusCode(fault.status()).end();
            case REFUSE, OVERSIZED, MISSING_HEADER -> respond.run();
        }
    }

    private void later(long millis, HttpServerRequest request, Runnable respond) {
        request.pause();
        vertx.setTimer(millis, timer -> {
            if (!request.response().closed()) {
                respond.run();
                request.resume();
            }
        });
    }
}
