package io.zimbraproxy.proxy.it.process;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import java.net.ConnectException;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients of every protocol that come, ask for one thing and go, again and again; nothing may go wrong for any of them. */
final class FreshConnections implements AutoCloseable {
    /** Between two connections of a client. */
    private static final long PACE_MILLIS = 5;

    private static final long PATIENCE_SECONDS = 60;

    private final TestSite site;
    private final boolean untilRefused;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger served = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Collection<Thread> clients = new ConcurrentLinkedQueue<>();

    private interface Visit {
        String of(TestSite site) throws Exception;
    }

    /** What a client does, and the beginning of what it must hear at last. */
    private record Kind(String name, String success, Visit visit) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("IMAP", "a OK", site -> imap(site.connect(site.imap()))),
            new Kind("IMAPS", "a OK", site -> imap(site.connectTls(site.imaps(), TestSite.HOST))),
            new Kind("POP3S", "+OK", site -> pop3(site.connectTls(site.pop3s(), TestSite.HOST))),
            new Kind("HTTP", "200", site -> web(site.connect(site.http()))),
            new Kind("HTTPS", "200", site -> web(site.connectTls(site.https(), TestSite.HOST))));

    private FreshConnections(TestSite site, boolean untilRefused) {
        this.site = site;
        this.untilRefused = untilRefused;
    }

    /** Clients that nobody may refuse. */
    static FreshConnections of(TestSite site) {
        return new FreshConnections(site, false);
    }

    /** Clients that come until they are refused. */
    static FreshConnections untilRefused(TestSite site) {
        return new FreshConnections(site, true);
    }

    /** They begin to come. */
    FreshConnections start() {
        for (Kind kind : KINDS) {
            Thread client = new Thread(() -> comeAndGo(kind), "client " + kind.name());
            clients.add(client);
            client.start();
        }
        return this;
    }

    private void comeAndGo(Kind kind) {
        try {
            boolean welcome = true;
            while (welcome && !over.await(PACE_MILLIS, TimeUnit.MILLISECONDS)) {
                welcome = visit(kind);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether another one may come. */
    private boolean visit(Kind kind) {
        long begin = System.nanoTime();
        try {
            String heard = kind.visit().of(site);
            if (heard != null && heard.startsWith(kind.success())) {
                served.incrementAndGet();
            } else {
                failures.add(kind.name() + ": " + heard);
            }
        } catch (ConnectException refused) {
            if (untilRefused) {
                return false;
            }
            failures.add(kind.name() + ": " + refused);
        } catch (Exception failed) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            failures.add(kind.name() + " after " + millis + " ms: " + failed);
        }
        return true;
    }

    private static String imap(LineClient connection) throws Exception {
        try (LineClient client = connection) {
            client.line();
            client.send("a LOGIN alice@example.com secret-alice\r\n");
            String answer =
                    client.until("a ").lines().reduce((before, last) -> last).orElse("");
            if (answer.startsWith("a OK")) {
                client.send("b LOGOUT\r\n").until("b ");
            }
            return answer;
        }
    }

    private static String pop3(LineClient connection) throws Exception {
        try (LineClient client = connection) {
            client.line();
            client.ask("USER bob@example.org");
            String answer = client.ask("PASS secret-bob");
            client.ask("QUIT");
            return answer;
        }
    }

    private static String web(LineClient connection) throws Exception {
        try (RawWebClient client = new RawWebClient(connection)) {
            return String.valueOf(client.get("/status/200", "Connection: close").status());
        }
    }

    /** How many were served so far. */
    int served() {
        return served.get();
    }

    /** What went wrong so far. */
    Collection<String> failures() {
        return failures;
    }

    /** They come no more; the last ones are served when this returns. */
    void stop() throws InterruptedException {
        over.countDown();
        for (Thread client : clients) {
            client.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
