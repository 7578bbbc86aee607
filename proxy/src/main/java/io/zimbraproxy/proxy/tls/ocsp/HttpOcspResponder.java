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

/** OCSP servers, asked by HTTP (RFC 6960 appendix A); the platform's settings for web proxies apply. */
final class HttpOcspResponder implements OcspResponder {
    /** Of an answer; they have about 2 KiB, most of it the certificate of a delegate. */
    static final int MAX_BYTES = 64 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Duration patience;
    private HttpClient client;

    /** {@code patience}: for an answer, from the first step to its last byte. */
    HttpOcspResponder(Duration patience) {
        this.patience = patience;
    }

    @Override
    public CompletableFuture<byte[]> ask(URI server, byte[] request) {
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = client().sendAsync(post(server, request), HttpOcspResponder::body);
        } catch (IllegalArgumentException unusable) {
            return CompletableFuture.failedFuture(
                    new IOException("the OCSP server cannot be asked: " + unusable.getMessage()));
        }
        return exchange.thenApply(HttpOcspResponder::success)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((body, fault) -> {
                    if (fault instanceof TimeoutException) {
                        // The client's own time-out ends with the head of an answer; a body may trickle for ever.
                        exchange.cancel(true);
                    }
                });
    }

    /** Made with the first question: most proxies have none, and it brings a thread. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    // Some servers do not get along with an offer of HTTP/2.
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

    private static byte[] success(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new CompletionException(new IOException("the OCSP server answers HTTP " + answer.statusCode()));
        }
        return answer.body();
    }
}
