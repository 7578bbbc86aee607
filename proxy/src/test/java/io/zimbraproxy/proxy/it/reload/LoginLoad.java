package io.zimbraproxy.proxy.it.reload;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Mail clients that connect at a fixed rate, to each mail port in turn: each logs in, reads something, and logs out. */
final class LoginLoad implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int BYTES = 4096;
    private static final List<TlsEndpoint> ENDPOINTS =
            List.of(TlsEndpoint.IMAPS, TlsEndpoint.POP3S, TlsEndpoint.IMAP_STARTTLS, TlsEndpoint.POP3_STLS);

    private final TestSite site;
    private final LoadCount count = new LoadCount();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ScheduledExecutorService threads = new ScheduledThreadPoolExecutor(THREADS);

    private LoginLoad(TestSite site) {
        this.site = site;
    }

    /** Starts the load. The site has the accounts of the demo and of {@link LongLivedSessions#addAccount}. */
    static LoginLoad start(TestSite site, int perSecond) {
        LoginLoad load = new LoginLoad(site);
        long period = TimeUnit.SECONDS.toMicros(THREADS) / perSecond;
        for (int i = 0; i < THREADS; i++) {
            load.threads.scheduleAtFixedRate(load::runClient, i * period / THREADS, period, TimeUnit.MICROSECONDS);
        }
        return load;
    }

    private void runClient() {
        int number = numbers.getAndIncrement();
        // One client in five does not use TLS, if the port offers STARTTLS.
        TlsEndpoint endpoint = ENDPOINTS.get(number % ENDPOINTS.size());
        boolean clear = number % 5 == 0 && !endpoint.opensslOptions().isEmpty();
        try (LineClient client = clear ? site.connect(endpoint.port(site)) : endpoint.connect(site, TestSite.HOST)) {
            boolean greeted = !clear && !endpoint.opensslOptions().isEmpty();
            if (!greeted) {
                client.line();
            }
            count.done(endpoint.name().startsWith("IMAP") ? readByImap(client) : readByPop3(client));
        } catch (Exception | AssertionError failed) {
            count.failed(number + " at " + (clear ? "clear " : "") + endpoint, failed);
        }
    }

    private static long readByImap(LineClient client) throws IOException {
        expect(client.ask("a LOGIN " + LongLivedSession.USER + " " + LongLivedSession.PASSWORD), "a OK");
        client.send("b SELECT INBOX\r\n").until("b OK");
        expect(client.ask("c FETCH 1 BODY.PEEK[]<0." + BYTES + ">"), "* 1 FETCH (");
        String text = new String(client.in().readNBytes(BYTES), StandardCharsets.ISO_8859_1);
        expect(text, new String(BulkPattern.bytes(0, BYTES), StandardCharsets.ISO_8859_1));
        client.until("c OK");
        client.send("d LOGOUT\r\n").until("d OK");
        return BYTES;
    }

    private static long readByPop3(LineClient client) throws IOException {
        expect(client.ask("USER alice@example.com"), "+OK");
        expect(client.ask("PASS secret-alice"), "+OK");
        expect(client.ask("STAT"), "+OK 20 ");
        expect(client.ask("QUIT"), "+OK");
        return 0;
    }

    private static void expect(String seen, String beginning) throws IOException {
        if (seen == null || !seen.startsWith(beginning)) {
            throw new IOException("instead of " + beginning + ": " + seen);
        }
    }

    LoadCount count() {
        return count;
    }

    /** Starts no more clients, and waits for the current ones. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                count.failed("clients do not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
