package io.zimbraproxy.proxy.route.lookup;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.http.HttpClientRequest;
import io.zimbraproxy.crds.spec.Lookup;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import java.net.URI;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the clients of the configured lookup handlers. */
public final class LookupClients {
    /** Simultaneous questions to one handler; more wait in the client. */
    private static final int MAX_CONNECTIONS = 1000;

    /** Zimbra's proxy reads 1024 bytes; nothing of the body is used. */
    private static final int MAX_HEADER_BYTES = 8 * 1024;

    private static final int MAX_BODY_BYTES = 64 * 1024;

    private LookupClients() {}

    /** {@code trust}: authorities for handlers with https; null for the platform's. */
    public static LookupHandlers of(
            Lookup lookup, KeyStore trust, ScheduledExecutorService clock, ProxyMetrics metrics) {
        List<LookupHandler> handlers = lookup.handlers().stream()
                .map(text -> {
                    URI handler = URI.create(text);
                    LookupApi api = client(handler.resolve(lookup.path()), lookup, trust);
                    return new LookupHandler(handler, api, lookup.retryAfter().toNanos());
                })
                .toList();
        return new LookupHandlers(handlers, clock, metrics);
    }

    /** A handler that does not stop talking is cut off: the answer is kept in memory until its end. */
    private static void boundAnswer(HttpClientRequest request) {
        request.response().onSuccess(response -> {
            AtomicInteger left = new AtomicInteger(MAX_BODY_BYTES);
            response.handler(part -> {
                if (left.addAndGet(-part.length()) < 0) {
                    request.connection().close();
                }
            });
        });
    }

    private static LookupApi client(URI uri, Lookup lookup, KeyStore trust) {
        long millis = lookup.timeout().toMillis();
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(uri)
                .connectTimeout(millis, TimeUnit.MILLISECONDS)
                .readTimeout(millis, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true)
                .property("io.quarkus.rest.client.connection-pool-size", MAX_CONNECTIONS)
                .property("io.quarkus.rest.client.max-header-size", MAX_HEADER_BYTES)
                .httpClientRequestCustomizer(LookupClients::boundAnswer);
        if (!lookup.tls().verify()) {
            builder.trustAll(true).verifyHost(false);
        } else if (trust != null) {
            builder.trustStore(trust);
        }
        return builder.build(LookupApi.class);
    }
}
