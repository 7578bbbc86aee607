package io.zimbraproxy.proxy.route.lookup;

import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.Delegation;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** One lookup handler, and whether it can be asked now. Safe for all threads. */
final class LookupHandler {
    private static final long WELL = Long.MIN_VALUE;

    private final URI uri;
    private final LookupApi api;
    private final long retryAfterNanos;
    /** {@link #WELL}, or the time from which on it may be tried again. */
    private final AtomicLong leftOutUntil = new AtomicLong(WELL);

    LookupHandler(URI uri, LookupApi api, long retryAfterNanos) {
        this.uri = uri;
        this.api = api;
        this.retryAfterNanos = retryAfterNanos;
    }

    URI uri() {
        return uri;
    }

    /** True when it answered last time, or was left out long enough and this caller is the one to try it. */
    boolean mayBeAsked() {
        long until = leftOutUntil.get();
        if (until == WELL) {
            return true;
        }
        long now = System.nanoTime();
        return now - until >= 0 && leftOutUntil.compareAndSet(until, now + retryAfterNanos);
    }

    /** Leaves it out for a while; true when it was well until now. */
    boolean leaveOut() {
        return leftOutUntil.getAndSet(System.nanoTime() + retryAfterNanos) == WELL;
    }

    private void answered() {
        leftOutUntil.set(WELL);
    }

    /** Asks once. Fails when there is no usable answer; the message of the failure says why, without the URI. */
    CompletionStage<RouteResult> ask(RouteRequest request) {
        boolean web = request.webHost() != null;
        Delegation own = request.delegation();
        CompletableFuture<RouteResult> result = new CompletableFuture<>();
        api.lookup(
                        request.method().wireName(),
                        HeaderText.sent(request.written()),
                        "_password_",
                        request.protocol().wireName(),
                        web ? 0 : 1,
                        request.peer().proxyAddress(),
                        request.peer().address(),
                        request.audience() == Audience.ADMINISTRATORS ? "True" : null,
                        request.audience() == Audience.ZX ? "True" : null,
                        request.webHost(),
                        own == null ? null : own.user(),
                        own == null ? null : own.password(),
                        own == null ? null : own.principal())
                .subscribe()
                .with(response -> read(request, response, result), fault -> result.completeExceptionally(fault));
        return result;
    }

    /** Asks for nobody: a handler that is well answers that something is missing. Fails with the reason when it is not. */
    CompletionStage<Void> probe() {
        CompletableFuture<Void> result = new CompletableFuture<>();
        api.lookup(null, null, null, null, 0, null, null, null, null, null, null, null, null)
                .subscribe()
                .with(
                        response -> {
                            try (response) {
                                if (response.getStatus() == 200 && response.getHeaderString("Auth-Status") != null) {
                                    answered();
                                    result.complete(null);
                                } else {
                                    result.completeExceptionally(new LookupException(
                                            "answers with status " + response.getStatus() + ", without Auth-Status"));
                                }
                            }
                        },
                        result::completeExceptionally);
        return result;
    }

    private void read(RouteRequest request, Response response, CompletableFuture<RouteResult> result) {
        try (response) {
            if (response.getStatus() != 200) {
                result.completeExceptionally(new LookupException("answers with status " + response.getStatus()));
                return;
            }
            LookupReply.read(request, response::getHeaderString)
                    .ifPresentOrElse(
                            usable -> {
                                answered();
                                result.complete(usable);
                            },
                            () -> result.completeExceptionally(new LookupException(
                                    "answers without a usable Auth-Status, Auth-Server, Auth-Port or Auth-User")));
        }
    }
}
