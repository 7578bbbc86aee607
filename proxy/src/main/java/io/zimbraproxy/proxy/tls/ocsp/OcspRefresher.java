package io.zimbraproxy.proxy.tls.ocsp;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the refreshes of {@link OcspStaples} on a thread of its own, which starts with the first certificate. */
public final class OcspRefresher {
    private static final Logger LOG = Logger.getLogger(OcspRefresher.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(OcspRefresher::daemon);
    private final OcspStaples staples =
            new OcspStaples(new HttpOcspResponder(TIMEOUT), thread, Clock.systemUTC(), System::nanoTime);
    private boolean started;

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "staples");
        thread.setDaemon(true);
        return thread;
    }

    public OcspStaples staples() {
        return staples;
    }

    /** Replaces the certificates that need staples. Does not wait for any response. */
    public synchronized void replaceCertificates(Collection<ServerCertificate> certificates) {
        if (!started && certificates.isEmpty()) {
            return;
        }
        List<ServerCertificate> all = List.copyOf(certificates);
        thread.execute(() -> staples.replaceCertificates(all));
        if (!started) {
            started = true;
            thread.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.SECONDS);
        }
    }

    private void refresh() {
        try {
            staples.refresh();
        } catch (RuntimeException unforeseen) {
            // Not rethrown, because an exception would end the periodic task.
            LOG.error("staples cannot be refreshed", unforeseen);
        }
    }
}
