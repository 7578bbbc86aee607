package io.zimbraproxy.proxy.it.reload;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.ByteSize;
import io.zimbraproxy.stub.config.SeededMail;
import io.zimbraproxy.stub.config.StubConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Many IMAP sessions that stay, on one thread: half of them at the TLS port, a quarter behind STARTTLS, a quarter in the clear.
 * One in ten is in the middle of a message all the time.
 */
final class StandingSessions implements AutoCloseable {
    private static final ByteSize MESSAGE = ByteSize.ofMebibytes(4);
    private static final int LOGINS_AT_ONCE = 32;
    private static final int ONE_IN = 10;
    private static final long PIECE_MILLIS = 200;
    /** So that a message is not in some buffer as a whole. */
    private static final int RECEIVE_BUFFER = 64 * 1024;

    private static final long PATIENCE_SECONDS = 300;

    private final TestSite site;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    /** Where everything happens: what a session is told and what it hears never meet. */
    private final Context loop = vertx.getOrCreateContext();

    private final NetClient client;
    private final List<StandingSession> all = new CopyOnWriteArrayList<>();
    private final List<StandingSession> reading = new CopyOnWriteArrayList<>();
    private final List<String> silent = new CopyOnWriteArrayList<>();

    private StandingSessions(TestSite site) {
        this.site = site;
        client = vertx.createNetClient(new NetClientOptions()
                .setTrustOptions(new PemTrustOptions()
                        .addCertValue(Buffer.buffer(site.authority().pem())))
                .setHostnameVerificationAlgorithm("HTTPS")
                .setSslHandshakeTimeout(60)
                .setTcpNoDelay(true)
                .setReceiveBufferSize(RECEIVE_BUFFER));
    }

    /** The stand-in Zimbra with the account that the sessions log in to. */
    static StubConfig in(StubConfig zimbra) {
        return zimbra.withAccounts(Account.of(StandingSession.USER, StandingSession.PASSWORD, "bulk")
                .withMail(SeededMail.of(0, MESSAGE)));
    }

    /** Opens so many; {@link #in} is in the site's Zimbra. */
    static StandingSessions open(TestSite site, int count) throws Exception {
        StandingSessions sessions = new StandingSessions(site);
        try {
            sessions.await(() -> {
                List<Future<Void>> chains = new ArrayList<>();
                for (int first = 0; first < LOGINS_AT_ONCE; first++) {
                    chains.add(sessions.openEach(first, count));
                }
                sessions.vertx.setPeriodic(PIECE_MILLIS, timer -> sessions.reading.forEach(StandingSession::takePiece));
                return Future.all(chains);
            });
            return sessions;
        } catch (Exception | Error failed) {
            sessions.close();
            throw failed;
        }
    }

    private Future<Void> openEach(int number, int count) {
        return number >= count
                ? Future.succeededFuture()
                : openOne(number).compose(open -> openEach(number + LOGINS_AT_ONCE, count));
    }

    private Future<Void> openOne(int number) {
        StandingSession.Security security =
                switch (number % 4) {
                    case 0 -> StandingSession.Security.STARTTLS;
                    case 1 -> StandingSession.Security.NONE;
                    default -> StandingSession.Security.IMPLICIT;
                };
        int port = security == StandingSession.Security.IMPLICIT ? site.imaps() : site.imap();
        return StandingSession.open(client, port, security).map(session -> {
            all.add(session);
            // Not always the same kind of session.
            if (number / ONE_IN % ONE_IN == number % ONE_IN) {
                reading.add(session);
                session.readSlowly();
            }
            return null;
        });
    }

    /** One more, in the clear, at this port. */
    void join(int port) throws Exception {
        await(() -> StandingSession.open(client, port, StandingSession.Security.NONE)
                .map(all::add));
    }

    /** Every session reads what it is in the middle of, and says something. */
    void finish() throws Exception {
        Function<Throwable, Void> note = fault -> {
            silent.add(fault.getMessage());
            return null;
        };
        await(() -> Future.all(
                all.stream().map(session -> session.finish().otherwise(note)).toList()));
    }

    int count() {
        return all.size();
    }

    int reading() {
        return reading.size();
    }

    /** How sessions were cut, and why others had no answer at the end. */
    List<String> cut() {
        List<String> cut = new ArrayList<>(silent);
        all.stream().map(StandingSession::cut).flatMap(Optional::stream).forEach(cut::add);
        return cut;
    }

    long rightBytes() {
        return all.stream().mapToLong(StandingSession::rightBytes).sum();
    }

    long wrongBytes() {
        return all.stream().mapToLong(StandingSession::wrongBytes).sum();
    }

    /** Begins something on the loop and waits for its end. */
    private void await(Supplier<Future<?>> begun) throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        loop.runOnContext(
                run -> begun.get().onSuccess(done -> end.complete(null)).onFailure(end::completeExceptionally));
        end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        loop.runOnContext(end -> all.forEach(StandingSession::close));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
