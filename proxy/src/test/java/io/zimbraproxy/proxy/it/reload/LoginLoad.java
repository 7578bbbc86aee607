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

/** New mail clients all the time, at every mail port in turn: each logs in, reads something, and takes its leave. */
final class LoginLoad implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int LETTER = 4096;
    private static final List<TlsEndpoint> DOORS =
            List.of(TlsEndpoint.IMAPS, TlsEndpoint.POP3S, TlsEndpoint.IMAP_STARTTLS, TlsEndpoint.POP3_STLS);

    private final TestSite site;
    private final LoadCount count = new LoadCount();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ScheduledExecutorService threads = new ScheduledThreadPoolExecutor(THREADS);

    private LoginLoad(TestSite site) {
        this.site = site;
    }

    /** Begins with so many a second; {@link StandingSessions#in} is in the site's Zimbra, which is the demo's. */
    static LoginLoad start(TestSite site, int perSecond) {
        LoginLoad load = new LoginLoad(site);
        long period = TimeUnit.SECONDS.toMicros(THREADS) / perSecond;
        for (int i = 0; i < THREADS; i++) {
            load.threads.scheduleAtFixedRate(load::one, i * period / THREADS, period, TimeUnit.MICROSECONDS);
        }
        return load;
    }

    private void one() {
        int number = numbers.getAndIncrement();
        // One in five in the clear.
        TlsEndpoint door = DOORS.get(number % DOORS.size());
        boolean clear = number % 5 == 0 && !door.opensslOptions().isEmpty();
        try (LineClient client = clear ? site.connect(door.port(site)) : door.connect(site, TestSite.HOST)) {
            boolean greeted = !clear && !door.opensslOptions().isEmpty();
            if (!greeted) {
                client.line();
            }
            count.done(door.name().startsWith("IMAP") ? readByImap(client) : readByPop3(client));
        } catch (Exception | AssertionError failed) {
            count.failed(number + " at " + (clear ? "clear " : "") + door, failed);
        }
    }

    private static long readByImap(LineClient client) throws IOException {
        expect(client.ask("a LOGIN " + StandingSession.USER + " " + StandingSession.PASSWORD), "a OK");
        client.send("b SELECT INBOX\r\n").until("b OK");
        expect(client.ask("c FETCH 1 BODY.PEEK[]<0." + LETTER + ">"), "* 1 FETCH (");
        String letter = new String(client.in().readNBytes(LETTER), StandardCharsets.ISO_8859_1);
        expect(letter, new String(BulkPattern.bytes(0, LETTER), StandardCharsets.ISO_8859_1));
        client.until("c OK");
        client.send("d LOGOUT\r\n").until("d OK");
        return LETTER;
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

    /** Begins nothing more, and waits for what is under way. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                count.failed("does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
