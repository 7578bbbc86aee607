package io.zimbraproxy.proxy.tls.ocsp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends OCSP requests by HTTP (RFC 6960 appendix A). The JDK's settings for web proxies apply. Safe for all threads. */
final class HttpOcspResponder implements OcspResponder {
    /** The longest response. Usual responses have about 2 KiB, mostly the certificate of a delegated signer. */
    static final int MAX_BYTES = 64 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Duration timeout;
    private @Nullable HttpClient client;

    /** Creates the client; {@code timeout} is the time from the request to the last byte of its response. */
    HttpOcspResponder(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public CompletableFuture<byte[]> send(URI server, byte[] request) {
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = client().sendAsync(post(server, request), HttpOcspResponder::body);
        } catch (IllegalArgumentException unusable) {
            return CompletableFuture.failedFuture(
                    new IOException("the OCSP server's address is not usable: " + unusable.getMessage()));
        }
        return exchange.thenApply(HttpOcspResponder::success)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((body, fault) -> {
                    if (fault instanceof TimeoutException) {
                        // The client's own time-out ends with the response head, so a slow body needs this one.
                        exchange.cancel(true);
                    }
                });
    }

    /** Creates the HTTP client, which has a thread, only when it is needed. Most proxies do not staple. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    // Some servers fail if the client offers HTTP/2.
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();
        }
        return client;
    }

    private static HttpRequest post(URI server, byte[] request) {
        return HttpRequest.newBuilder(server)
                .header("Content-Type", "application/ocsp-request")
                .header("Accept", "application/ocsp-response")
                .POST(BodyPublishers.ofByteArray(request))
                .build();
    }

    private static BodySubscriber<byte[]> body(ResponseInfo head) {
        return head.statusCode() == 200 ? new BoundedBody(MAX_BYTES) : BodySubscribers.replacing(new byte[0]);
    }

    private static byte[] success(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new CompletionException(
                    new IOException("the OCSP server responds with HTTP " + response.statusCode()));
        }
        return response.body();
    }
}
