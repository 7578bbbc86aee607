package io.zimbraproxy.stub.net;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.stub.fault.Fault;

/** Plays a fault on an HTTP request. */
public final class WebFault {

    private static final String GARBAGE = "\u0001\u0002 this is not HTTP \u0000\r\n";

    private final Vertx vertx;

    public WebFault(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Answers wrongly, late or not at all.
     *
     * @param partial what a cut answer begins with
     * @param answer the right answer, for faults that change only when or how it is given
     */
    public void play(Fault fault, HttpServerRequest request, String partial, Runnable answer) {
        switch (fault.kind()) {
            case SLOW -> later(fault.millis(), request, answer);
            case HANG -> request.handler(ignored -> {});
            case RESET -> RawConnection.of(request.connection()).reset();
            case WRONG ->
                RawConnection.of(request.connection()).sendAndClose(fault.text().isEmpty() ? GARBAGE : fault.text());
            case CLOSE_EARLY -> RawConnection.of(request.connection()).sendAndClose(partial);
            case STATUS -> request.response().setStatusCode(fault.status()).end();
            case REFUSE, OVERSIZED, MISSING_HEADER -> answer.run();
        }
    }

    private void later(long millis, HttpServerRequest request, Runnable answer) {
        request.pause();
        vertx.setTimer(millis, timer -> {
            if (!request.response().closed()) {
                answer.run();
                request.resume();
            }
        });
    }
}
