package io.zimbraproxy.proxy.route.lookup;

import io.zimbraproxy.proxy.net.CircuitBreaker;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.Delegation;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One lookup handler with its circuit breaker. Safe for all threads. */
final class LookupHandler {
    private final URI uri;
    private final LookupApi api;
    private final CircuitBreaker breaker;

    LookupHandler(URI uri, LookupApi api, long retryAfterNanos) {
        this.uri = uri;
        this.api = api;
        breaker = new CircuitBreaker(retryAfterNanos);
    }

    URI uri() {
        return uri;
    }

    /** Returns whether the last lookup succeeded, or a trial is due and this caller makes it. */
    boolean mayTry() {
        return breaker.mayTry();
    }

    /** Marks the handler as failed for a while. Returns whether it was not marked before. */
    boolean failed() {
        return breaker.failed();
    }

    /** Sends one lookup. Fails if the response is not usable; the message says why, without the URI. */
    CompletionStage<RouteResult> lookup(RouteRequest request) {
        boolean web = request.webHost() != null;
        Delegation delegation = request.delegation();
        CompletableFuture<RouteResult> result = new CompletableFuture<>();
        api.lookup(
                        request.method().wireName(),
                        HeaderText.encode(request.encodedUser()),
                        "_password_",
                        request.protocol().wireName(),
                        web ? 0 : 1,
                        request.peer().proxyAddress(),
                        request.peer().address(),
                        request.audience() == Audience.ADMINISTRATORS ? "True" : null,
                        request.audience() == Audience.ZX ? "True" : null,
                        request.webHost(),
                        delegation == null ? null : delegation.user(),
                        delegation == null ? null : delegation.password(),
                        delegation == null ? null : delegation.principal())
                .subscribe()
                .with(response -> read(request, response, result), fault -> result.completeExceptionally(fault));
        return result;
    }

    /**
     * Sends a lookup without a user. A working handler responds with an Auth-Status that says what is missing. The stage fails with the
     * reason if the handler does not respond so.
     */
    CompletionStage<Void> probe() {
        CompletableFuture<Void> result = new CompletableFuture<>();
        api.lookup(null, null, null, null, 0, null, null, null, null, null, null, null, null)
                .subscribe()
                .with(
                        response -> {
                            try (response) {
                                if (response.getStatus() == 200 && response.getHeaderString("Auth-Status") != null) {
                                    breaker.succeeded();
                                    result.complete(null);
                                } else {
                                    result.completeExceptionally(new LookupException(
                                            "responds with status " + response.getStatus() + ", without Auth-Status"));
                                }
                            }
                        },
                        result::completeExceptionally);
        return result;
    }

    private void read(RouteRequest request, Response response, CompletableFuture<RouteResult> result) {
        try (response) {
            if (response.getStatus() != 200) {
                result.completeExceptionally(new LookupException("responds with status " + response.getStatus()));
                return;
            }
            LookupResponse.read(request, response::getHeaderString)
                    .ifPresentOrElse(
                            usable -> {
                                breaker.succeeded();
                                result.complete(usable);
                            },
                            () -> result.completeExceptionally(new LookupException(
                                    "responds without a usable Auth-Status, Auth-Server, Auth-Port or Auth-User")));
        }
    }
}
