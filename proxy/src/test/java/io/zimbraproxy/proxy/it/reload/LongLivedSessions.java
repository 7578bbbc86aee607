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
 * Many long-lived IMAP sessions on one thread: half of them with implicit TLS, a quarter with STARTTLS, a quarter without
 * TLS. One in ten reads a message all the time.
 */
final class LongLivedSessions implements AutoCloseable {
    private static final ByteSize MESSAGE = ByteSize.ofMebibytes(4);
    private static final int LOGINS_AT_ONCE = 32;
    private static final int READING_ONE_IN = 10;
    private static final long PIECE_MILLIS = 200;
    /** Small, so that no buffer holds a whole message. */
    private static final int RECEIVE_BUFFER = 64 * 1024;

    private static final long PATIENCE_SECONDS = 300;

    private final TestSite site;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    /** Runs all sessions, so their fields need no lock. */
    private final Context loop = vertx.getOrCreateContext();

    private final NetClient client;
    private final List<LongLivedSession> all = new CopyOnWriteArrayList<>();
    private final List<LongLivedSession> reading = new CopyOnWriteArrayList<>();
    private final List<String> unresponsive = new CopyOnWriteArrayList<>();

    private LongLivedSessions(TestSite site) {
        this.site = site;
        client = vertx.createNetClient(new NetClientOptions()
                .setTrustOptions(new PemTrustOptions()
                        .addCertValue(Buffer.buffer(site.authority().pem())))
                .setHostnameVerificationAlgorithm("HTTPS")
                .setSslHandshakeTimeout(60)
                .setTcpNoDelay(true)
                .setReceiveBufferSize(RECEIVE_BUFFER));
    }

    /** Adds the account of the sessions to a stand-in Zimbra. */
    static StubConfig addAccount(StubConfig zimbra) {
        return zimbra.withAccounts(Account.of(LongLivedSession.USER, LongLivedSession.PASSWORD, "bulk")
                .withMail(SeededMail.of(0, MESSAGE)));
    }

    /** Opens {@code count} sessions. The site has the account of {@link #addAccount}. */
    static LongLivedSessions open(TestSite site, int count) throws Exception {
        LongLivedSessions sessions = new LongLivedSessions(site);
        try {
            sessions.await(() -> {
                List<Future<Void>> chains = new ArrayList<>();
                for (int first = 0; first < LOGINS_AT_ONCE; first++) {
                    chains.add(sessions.openEach(first, count));
                }
                sessions.vertx.setPeriodic(
                        PIECE_MILLIS, timer -> sessions.reading.forEach(LongLivedSession::takePiece));
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
        LongLivedSession.Security security =
                switch (number % 4) {
                    case 0 -> LongLivedSession.Security.STARTTLS;
                    case 1 -> LongLivedSession.Security.NONE;
                    default -> LongLivedSession.Security.IMPLICIT;
                };
        int port = security == LongLivedSession.Security.IMPLICIT ? site.imaps() : site.imap();
        return LongLivedSession.open(client, port, security).map(session -> {
            all.add(session);
            // Shifts by one in each ten, so that sessions of each kind read.
            if (number / READING_ONE_IN % READING_ONE_IN == number % READING_ONE_IN) {
                reading.add(session);
                session.readSlowly();
            }
            return null;
        });
    }

    /** Opens one more session at this port, without TLS. */
    void join(int port) throws Exception {
        await(() -> LongLivedSession.open(client, port, LongLivedSession.Security.NONE)
                .map(all::add));
    }

    /** Lets every session read its current message and send NOOP. */
    void finish() throws Exception {
        Function<Throwable, Void> addUnresponsive = fault -> {
            unresponsive.add(fault.getMessage());
            return null;
        };
        await(() -> Future.all(all.stream()
                .map(session -> session.finish().otherwise(addUnresponsive))
                .toList()));
    }

    int count() {
        return all.size();
    }

    int reading() {
        return reading.size();
    }

    /** Returns how sessions were broken, and why others got no response in {@link #finish}. */
    List<String> broken() {
        List<String> broken = new ArrayList<>(unresponsive);
        all.stream().map(LongLivedSession::broken).flatMap(Optional::stream).forEach(broken::add);
        return broken;
    }

    long rightBytes() {
        return all.stream().mapToLong(LongLivedSession::rightBytes).sum();
    }

    long wrongBytes() {
        return all.stream().mapToLong(LongLivedSession::wrongBytes).sum();
    }

    /** Runs a task on the event loop and waits for its end. */
    private void await(Supplier<Future<?>> task) throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        loop.runOnContext(
                run -> task.get().onSuccess(done -> end.complete(null)).onFailure(end::completeExceptionally));
        end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        loop.runOnContext(end -> all.forEach(LongLivedSession::close));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
