package io.zimbraproxy.proxy.it.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Rotation;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.TlsEndpoint;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Reloads many configurations and certificates while sessions are open, clients log in and web requests arrive: no session
 * breaks, and no login or request fails. The changes are the files of {@code src/test/resources/reload/good}.
 */
class ReloadIT {
    private static final List<ReloadFile> CHANGES = ReloadFile.in("good");

    private static final List<ReloadSite.Trigger> TRIGGERS = List.of(ReloadSite.Trigger.values());

    private static final int SESSIONS = Integer.getInteger("reload.sessions", 100);
    private static final int RELOADS = Integer.getInteger("reload.count", CHANGES.size());
    private static final int ROTATIONS = Integer.getInteger("reload.rotations", 3);
    private static final int LOGINS_PER_SECOND = Integer.getInteger("reload.logins", 40);
    private static final int REQUESTS_PER_SECOND = Integer.getInteger("reload.requests", 200);

    @RegisterExtension
    static final SiteExtension proxySite = ReloadSite.register();

    private ReloadSite site;
    private LongLivedSessions sessions;
    private ReloadFile last;
    private final List<Long> rotationMillis = new ArrayList<>();

    @AfterEach
    void stop() {
        if (sessions != null) {
            sessions.close();
        }
    }

    @Test
    void breaksNoSessionLoginOrRequest() throws Exception {
        long begin = System.nanoTime();
        site = new ReloadSite(proxySite);
        sessions = LongLivedSessions.open(site.site(), SESSIONS);
        LoginLoad logins = LoginLoad.start(site.site(), LOGINS_PER_SECOND);
        WebLoad web = WebLoad.start(site.site(), REQUESTS_PER_SECOND);
        try {
            reloads();
        } finally {
            logins.close();
            web.close();
        }
        sessions.finish();
        print(logins.count(), web.count(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));

        assertThat(sessions.broken()).as("broken sessions").isEmpty();
        assertThat(sessions.wrongBytes()).as("bytes of messages that differ").isZero();
        assertThat(sessions.rightBytes()).as("compared bytes of messages").isPositive();
        assertThat(logins.count().failures()).as("failed logins").isEmpty();
        assertThat(logins.count().done()).isPositive();
        assertThat(web.count().failures()).as("failed requests").isEmpty();
        assertThat(web.count().done()).isPositive();
        assertThat(site.site().proxy().log()).as("stack traces").doesNotContain("\n\tat ");
    }

    private void reloads() throws Exception {
        int rotated = 0;
        for (int i = 0; i < RELOADS; i++) {
            reload(CHANGES.get(i % CHANGES.size()), TRIGGERS.get(i % TRIGGERS.size()));
            while (rotated < ROTATIONS * (i + 1) / RELOADS) {
                rotate(rotated++);
            }
        }
    }

    private void reload(ReloadFile change, ReloadSite.Trigger trigger) throws Exception {
        ReloadFile file = site.filled(change);
        ReloadProbe probe = new ReloadProbe(site.site(), sessions);
        apply(file, trigger);
        if (last != null) {
            probe.check(last, last.later());
        }
        probe.check(file, file.now());
        last = file;
    }

    private void apply(ReloadFile file, ReloadSite.Trigger trigger) throws Exception {
        try {
            site.apply(site.patched(file), trigger);
        } catch (AssertionError failed) {
            throw new AssertionError(file + ", by " + trigger + "\n" + failed, failed);
        }
    }

    private void rotate(int number) throws Exception {
        PemPair pair =
                Rotation.number(number).issue(site.site().authority(), TestSite.HOST, "localhost", TestSite.IPV6);
        pair.write(site.site().secret("example-com"));
        long begin = System.nanoTime();
        for (TlsEndpoint endpoint : TlsEndpoint.values()) {
            endpoint.awaitShown(site.site(), TestSite.HOST, pair);
        }
        rotationMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    private void print(LoadCount logins, LoadCount web, long seconds) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d reloads of %d files and %d certificates (in handshakes after %s ms) in %d s: %d sessions, %d of them reading"
                        + " %d MiB, %d broken; %d logins, %d failed; %d requests with %d MiB, %d failed; %d wrong bytes;"
                        + " %d MiB resident%n",
                RELOADS,
                Math.min(RELOADS, CHANGES.size()),
                ROTATIONS,
                rotationMillis,
                seconds,
                sessions.count(),
                sessions.reading(),
                sessions.rightBytes() >> 20,
                sessions.broken().size(),
                logins.done(),
                logins.failures().size(),
                web.done(),
                web.bytes() >> 20,
                web.failures().size(),
                sessions.wrongBytes(),
                site.site().proxy().residentBytes() >> 20);
    }
}
