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
import org.jspecify.annotations.Nullable;

/** Creates the HTTP clients of the configured lookup handlers. */
public final class LookupClients {
    /** Simultaneous requests to one handler; the client queues more. */
    private static final int MAX_CONNECTIONS = 1000;

    /** More than Zimbra's nginx reads, which is 1024 bytes. */
    private static final int MAX_HEADER_BYTES = 8 * 1024;

    /** The body is not used, but the client keeps it in memory. */
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private LookupClients() {}

    /** Creates the clients; {@code trust} has the authorities for https, null for those of the platform. */
    public static LookupHandlers of(
            Lookup lookup, @Nullable KeyStore trust, ScheduledExecutorService clock, ProxyMetrics metrics) {
        List<LookupHandler> handlers = lookup.handlers().stream()
                .map(text -> {
                    URI handler = URI.create(text);
                    LookupApi api = client(handler.resolve(lookup.path()), lookup, trust);
                    return new LookupHandler(handler, api, lookup.retryAfter().toNanos());
                })
                .toList();
        return new LookupHandlers(handlers, clock, metrics);
    }

    /** Closes the connection if the response body is too long. */
    private static void limitBody(HttpClientRequest request) {
        request.response().onSuccess(response -> {
            AtomicInteger left = new AtomicInteger(MAX_BODY_BYTES);
            response.handler(part -> {
                if (left.addAndGet(-part.length()) < 0) {
                    request.connection().close();
                }
            });
        });
    }

    private static LookupApi client(URI uri, Lookup lookup, @Nullable KeyStore trust) {
        long millis = lookup.timeout().toMillis();
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(uri)
                .connectTimeout(millis, TimeUnit.MILLISECONDS)
                .readTimeout(millis, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true)
                .property("io.quarkus.rest.client.connection-pool-size", MAX_CONNECTIONS)
                .property("io.quarkus.rest.client.max-header-size", MAX_HEADER_BYTES)
                .httpClientRequestCustomizer(LookupClients::limitBody);
        if (!lookup.tls().verify()) {
            builder.trustAll(true).verifyHost(false);
        } else if (trust != null) {
            builder.trustStore(trust);
        }
        return builder.build(LookupApi.class);
    }
}
