package io.zimbraproxy.proxy.it.reload;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Web requests at a fixed rate, GET and POST in turn: over HTTP, HTTPS and HTTP/2 on kept connections, and over HTTPS on new
 * connections. Compares every body.
 */
final class WebLoad implements AutoCloseable {
    private static final int BYTES = 20_000;
    private static final byte[] BODY = BulkPattern.bytes(0, BYTES);
    private static final String SHA_256 = BulkPattern.sha256(BYTES);
    private static final long TICK_MILLIS = 20;
    private static final int MAX_PENDING = 100;

    private final LoadCount count = new LoadCount();
    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private final List<Target> targets;
    private final int perTick;
    private int numbers;
    private int pending;
    private volatile boolean over;

    /** A port and its client. */
    private record Target(String name, HttpClient client, boolean tls, int port) {}

    private WebLoad(TestSite site, int perSecond) {
        HttpClientOptions clear = new HttpClientOptions().setMaxPoolSize(4);
        HttpClientOptions tls = new HttpClientOptions(clear)
                .setTrustOptions(new PemTrustOptions()
                        .addCertValue(Buffer.buffer(site.authority().pem())))
                .setSslHandshakeTimeout(60)
                .setVerifyHost(true)
                .setForceSni(true);
        targets = List.of(
                new Target("HTTP", vertx.createHttpClient(clear), false, site.http()),
                new Target("HTTPS", vertx.createHttpClient(tls), true, site.https()),
                new Target(
                        "HTTP/2",
                        vertx.createHttpClient(
                                new HttpClientOptions(tls).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2)),
                        true,
                        site.https()),
                new Target(
                        "HTTPS, new connection",
                        vertx.createHttpClient(new HttpClientOptions(tls).setKeepAlive(false)),
                        true,
                        site.https()));
        perTick = Math.max(1, (int) (perSecond * TICK_MILLIS / 1000));
    }

    /** Starts the load. */
    static WebLoad start(TestSite site, int perSecond) {
        WebLoad load = new WebLoad(site, perSecond);
        // One context runs all requests, so the fields need no lock.
        load.vertx.getOrCreateContext().runOnContext(begin -> load.vertx.setPeriodic(TICK_MILLIS, load::tick));
        return load;
    }

    private void tick(long timer) {
        if (over) {
            vertx.cancelTimer(timer);
            endWhenIdle();
            return;
        }
        // More requests than the machine can serve would only wait in the clients.
        for (int i = 0; i < perTick && pending < MAX_PENDING; i++) {
            send(numbers++);
        }
    }

    private void send(int number) {
        Target target = targets.get(number % targets.size());
        boolean post = number / targets.size() % 2 == 1;
        RequestOptions options = new RequestOptions()
                .setMethod(post ? HttpMethod.POST : HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(target.port(), "127.0.0.1"))
                .setHost(TestSite.HOST)
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(post ? "/upload?" + number : "/bytes?n=" + BYTES + "&" + number);
        pending++;
        target.client()
                .request(options)
                .compose(post ? WebLoad::upload : WebLoad::download)
                .onSuccess(done -> count.done(BYTES))
                .onFailure(fault -> count.failed(number + " by " + target.name() + (post ? " POST" : " GET"), fault))
                .onComplete(done -> {
                    pending--;
                    endWhenIdle();
                });
    }

    private static Future<Void> download(HttpClientRequest request) {
        return exchange(request, Buffer.buffer()).compose(body -> expect(body.equals(Buffer.buffer(BODY)), body));
    }

    private static Future<Void> upload(HttpClientRequest request) {
        return exchange(request, Buffer.buffer(BODY))
                .compose(body -> expect(body.toString().contains(SHA_256), body));
    }

    private static Future<Buffer> exchange(HttpClientRequest request, Buffer body) {
        return request.send(body).compose(response -> response.body()
                .compose(whole -> response.statusCode() == 200
                        ? Future.succeededFuture(whole)
                        : Future.failedFuture("status " + response.statusCode())));
    }

    private static Future<Void> expect(boolean matches, Buffer body) {
        return matches ? Future.succeededFuture() : Future.failedFuture("wrong body of " + body.length() + " bytes");
    }

    private void endWhenIdle() {
        if (over && pending == 0) {
            idle.complete(null);
        }
    }

    LoadCount count() {
        return count;
    }

    /** Sends no more requests, and waits for the pending ones. */
    @Override
    public void close() {
        vertx.runOnContext(end -> over = true);
        try {
            idle.completeOnTimeout(null, 1, TimeUnit.MINUTES).join();
            if (pending > 0) {
                count.failed(pending + " requests have no response");
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
