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

/** Clients of every protocol that connect, do one thing and disconnect, again and again. Collects every failure. */
final class ShortLivedClients implements AutoCloseable {
    /** Pause between two connections of a client. */
    private static final long PACE_MILLIS = 5;

    private static final long PATIENCE_SECONDS = 60;

    private final TestSite site;
    private final boolean untilRefused;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger served = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Collection<Thread> clients = new ConcurrentLinkedQueue<>();

    /** One connection, from connect to disconnect; returns the last response. */
    private interface Visit {
        String run(TestSite site) throws Exception;
    }

    /** A kind of client, and the beginning of the response that it must get. */
    private record Kind(String name, String success, Visit visit) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("IMAP", "a OK", site -> imap(site.connect(site.imap()))),
            new Kind("IMAPS", "a OK", site -> imap(site.connectTls(site.imaps(), TestSite.HOST))),
            new Kind("POP3S", "+OK", site -> pop3(site.connectTls(site.pop3s(), TestSite.HOST))),
            new Kind("HTTP", "200", site -> web(site.connect(site.http()))),
            new Kind("HTTPS", "200", site -> web(site.connectTls(site.https(), TestSite.HOST))));

    private ShortLivedClients(TestSite site, boolean untilRefused) {
        this.site = site;
        this.untilRefused = untilRefused;
    }

    /** Clients whose connections must never be refused. */
    static ShortLivedClients of(TestSite site) {
        return new ShortLivedClients(site, false);
    }

    /** Clients that end when a connection is refused, which is no failure. */
    static ShortLivedClients untilRefused(TestSite site) {
        return new ShortLivedClients(site, true);
    }

    /** Starts one thread for each kind of client. */
    ShortLivedClients start() {
        for (Kind kind : KINDS) {
            Thread client = new Thread(() -> repeat(kind), "client " + kind.name());
            clients.add(client);
            client.start();
        }
        return this;
    }

    private void repeat(Kind kind) {
        try {
            boolean accepted = true;
            while (accepted && !over.await(PACE_MILLIS, TimeUnit.MILLISECONDS)) {
                accepted = visit(kind);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes one connection; returns false if it was refused and the client must end. */
    private boolean visit(Kind kind) {
        long begin = System.nanoTime();
        try {
            String response = kind.visit().run(site);
            if (response != null && response.startsWith(kind.success())) {
                served.incrementAndGet();
            } else {
                failures.add(kind.name() + ": " + response);
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
            String response =
                    client.until("a ").lines().reduce((before, last) -> last).orElse("");
            if (response.startsWith("a OK")) {
                client.send("b LOGOUT\r\n").until("b ");
            }
            return response;
        }
    }

    private static String pop3(LineClient connection) throws Exception {
        try (LineClient client = connection) {
            client.line();
            client.ask("USER bob@example.org");
            String response = client.ask("PASS secret-bob");
            client.ask("QUIT");
            return response;
        }
    }

    private static String web(LineClient connection) throws Exception {
        try (RawWebClient client = new RawWebClient(connection)) {
            return String.valueOf(client.get("/status/200", "Connection: close").status());
        }
    }

    /** Returns the number of connections that were served so far. */
    int served() {
        return served.get();
    }

    /** Returns the failures so far. */
    Collection<String> failures() {
        return failures;
    }

    /** Stops new connections and waits for the current ones. */
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
