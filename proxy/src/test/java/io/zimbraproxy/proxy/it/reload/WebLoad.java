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
 * Web requests all the time, GET and POST by turns, over HTTP, HTTPS and HTTP/2 on connections that are kept, and over HTTPS on
 * a new one each. Every body is compared.
 */
final class WebLoad implements AutoCloseable {
    private static final int BYTES = 20_000;
    private static final byte[] BODY = BulkPattern.bytes(0, BYTES);
    private static final String SHA_256 = BulkPattern.sha256(BYTES);
    private static final long TICK_MILLIS = 20;
    private static final int MOST_UNDER_WAY = 100;

    private final LoadCount count = new LoadCount();
    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();
    private final List<Way> ways;
    private final int perTick;
    private int numbers;
    private int underWay;
    private volatile boolean over;

    /** A port and a client of it. */
    private record Way(String name, HttpClient client, boolean tls, int port) {}

    private WebLoad(TestSite site, int perSecond) {
        HttpClientOptions clear = new HttpClientOptions().setMaxPoolSize(4);
        HttpClientOptions tls = new HttpClientOptions(clear)
                .setTrustOptions(new PemTrustOptions()
                        .addCertValue(Buffer.buffer(site.authority().pem())))
                .setSslHandshakeTimeout(60)
                .setVerifyHost(true)
                .setForceSni(true);
        ways = List.of(
                new Way("HTTP", vertx.createHttpClient(clear), false, site.http()),
                new Way("HTTPS", vertx.createHttpClient(tls), true, site.https()),
                new Way(
                        "HTTP/2",
                        vertx.createHttpClient(
                                new HttpClientOptions(tls).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2)),
                        true,
                        site.https()),
                new Way(
                        "HTTPS anew",
                        vertx.createHttpClient(new HttpClientOptions(tls).setKeepAlive(false)),
                        true,
                        site.https()));
        perTick = Math.max(1, (int) (perSecond * TICK_MILLIS / 1000));
    }

    /** Begins with so many a second. */
    static WebLoad start(TestSite site, int perSecond) {
        WebLoad load = new WebLoad(site, perSecond);
        // One context for all: its fields need no lock.
        load.vertx.getOrCreateContext().runOnContext(begin -> load.vertx.setPeriodic(TICK_MILLIS, load::tick));
        return load;
    }

    private void tick(long timer) {
        if (over) {
            vertx.cancelTimer(timer);
            endWhenQuiet();
            return;
        }
        // Not more than the machine can do: they would only wait in the clients.
        for (int i = 0; i < perTick && underWay < MOST_UNDER_WAY; i++) {
            one(numbers++);
        }
    }

    private void one(int number) {
        Way way = ways.get(number % ways.size());
        boolean post = number / ways.size() % 2 == 1;
        RequestOptions options = new RequestOptions()
                .setMethod(post ? HttpMethod.POST : HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(way.port(), "127.0.0.1"))
                .setHost(TestSite.HOST)
                .setPort(way.port())
                .setSsl(way.tls())
                .setURI(post ? "/upload?" + number : "/bytes?n=" + BYTES + "&" + number);
        underWay++;
        way.client()
                .request(options)
                .compose(post ? WebLoad::upload : WebLoad::download)
                .onSuccess(done -> count.done(BYTES))
                .onFailure(fault -> count.failed(number + " by " + way.name() + (post ? " POST" : " GET"), fault))
                .onComplete(done -> {
                    underWay--;
                    endWhenQuiet();
                });
    }

    private static Future<Void> download(HttpClientRequest request) {
        return answer(request, Buffer.buffer()).compose(body -> expect(body.equals(Buffer.buffer(BODY)), body));
    }

    private static Future<Void> upload(HttpClientRequest request) {
        return answer(request, Buffer.buffer(BODY))
                .compose(body -> expect(body.toString().contains(SHA_256), body));
    }

    private static Future<Buffer> answer(HttpClientRequest request, Buffer body) {
        return request.send(body).compose(answer -> answer.body()
                .compose(whole -> answer.statusCode() == 200
                        ? Future.succeededFuture(whole)
                        : Future.failedFuture("status " + answer.statusCode())));
    }

    private static Future<Void> expect(boolean right, Buffer body) {
        return right ? Future.succeededFuture() : Future.failedFuture("wrong body of " + body.length() + " bytes");
    }

    private void endWhenQuiet() {
        if (over && underWay == 0) {
            quiet.complete(null);
        }
    }

    LoadCount count() {
        return count;
    }

    /** Begins nothing more, and waits for what is under way. */
    @Override
    public void close() {
        vertx.runOnContext(end -> over = true);
        try {
            quiet.completeOnTimeout(null, 1, TimeUnit.MINUTES).join();
            if (underWay > 0) {
                count.failed(underWay + " requests have no answer");
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
