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

/** Keeps the book of staples, on a thread of its own that begins when the first staple is wanted. */
public final class OcspRefresher {
    private static final Logger LOG = Logger.getLogger(OcspRefresher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(OcspRefresher::daemon);
    private final OcspStaples book =
            new OcspStaples(new HttpOcspResponder(PATIENCE), thread, Clock.systemUTC(), System::nanoTime);
    private boolean begun;

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "staples");
        thread.setDaemon(true);
        return thread;
    }

    public OcspStaples book() {
        return book;
    }

    /** These certificates want staples from now on, and no others. Does not wait for any. */
    public synchronized void want(Collection<ServerCertificate> certificates) {
        if (!begun && certificates.isEmpty()) {
            return;
        }
        List<ServerCertificate> all = List.copyOf(certificates);
        thread.execute(() -> book.want(all));
        if (!begun) {
            begun = true;
            thread.scheduleWithFixedDelay(this::advance, 1, 1, TimeUnit.SECONDS);
        }
    }

    private void advance() {
        try {
            book.advance();
        } catch (RuntimeException unforeseen) {
            // The next second is another chance.
            LOG.error("staples cannot be renewed", unforeseen);
        }
    }
}
