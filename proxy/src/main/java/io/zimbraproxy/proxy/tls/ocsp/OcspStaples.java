package io.zimbraproxy.proxy.tls.ocsp;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.tls.Staples;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The staples of all certificates that want one, by fingerprint of the chain, whatever configuration they came with. Written
 * by the thread of its executor only, which never waits for a server; read by all.
 */
public final class OcspStaples implements Staples {
    private static final Logger LOG = Logger.getLogger(OcspStaples.class);

    /** Questions under way at the same time. */
    static final int AT_ONCE = 4;

    private final OcspResponder responder;
    private final Executor executor;
    private final Clock clock;
    private final LongSupplier nanos;
    private final PriorityQueue<Refresh> turns = new PriorityQueue<>();
    private volatile Map<String, StapledCertificate> wanted = Map.of();
    private int underWay;

    /** {@code nanos}: a clock for waiting, which nobody sets. */
    OcspStaples(OcspResponder responder, Executor executor, Clock clock, LongSupplier nanos) {
        this.responder = responder;
        this.executor = executor;
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public byte[] of(String fingerprint) {
        StapledCertificate certificate = wanted.get(fingerprint);
        return certificate == null ? null : certificate.staple(clock.instant());
    }

    /** For people: until when there is a staple, or why there is none; empty when none is wanted. */
    public Optional<String> state(String fingerprint) {
        return Optional.ofNullable(wanted.get(fingerprint)).map(certificate -> certificate.state(clock.instant()));
    }

    /** Certificates with a staple that may be shown now. */
    public long good() {
        Instant now = clock.instant();
        return wanted.values().stream()
                .filter(certificate -> certificate.staple(now) != null)
                .count();
    }

    /** Certificates that want a staple and have none. */
    public long missing() {
        return wanted.size() - good();
    }

    /** These want staples from now on, and no others; those that did before keep what they have. */
    void want(Collection<ServerCertificate> certificates) {
        Map<String, StapledCertificate> next = new LinkedHashMap<>();
        Map<String, List<String>> mute = new LinkedHashMap<>();
        for (ServerCertificate certificate : certificates) {
            next.computeIfAbsent(certificate.fingerprint(), fingerprint -> {
                StapledCertificate known = wanted.get(fingerprint);
                return known == null ? begin(certificate, mute) : known;
            });
        }
        wanted = next;
        turns.removeIf(turn -> !wants(turn));
        mute.forEach((why, secrets) -> LOG.warn(new LogLine("certificates cannot have a staple")
                .with("secrets", String.join(", ", secrets))
                .with("count", secrets.size())
                .with("why", why)));
        advance();
    }

    private StapledCertificate begin(ServerCertificate certificate, Map<String, List<String>> mute) {
        try {
            StapledCertificate asking =
                    StapledCertificate.asking(certificate.name(), OcspRequest.of(certificate.chain()));
            turns.add(new Refresh(nanos.getAsLong(), certificate.fingerprint(), asking));
            return asking;
        } catch (NoOcspResponder why) {
            mute.computeIfAbsent(why.getMessage(), reason -> new ArrayList<>()).add(certificate.name());
            return StapledCertificate.mute(certificate.name(), why.getMessage());
        }
    }

    private boolean wants(Refresh turn) {
        return wanted.get(turn.fingerprint()) == turn.certificate();
    }

    /** Drops what has expired and asks whom it is time to ask; to be called every second or so. */
    void advance() {
        wanted.forEach(this::expire);
        while (underWay < AT_ONCE && !turns.isEmpty() && turns.peek().isDue(nanos.getAsLong())) {
            ask(turns.poll());
        }
    }

    private void expire(String fingerprint, StapledCertificate certificate) {
        boolean waits =
                certificate.expire(clock.instant()) && turns.removeIf(turn -> turn.certificate() == certificate);
        if (waits) {
            // A machine that slept has its turn much too late.
            turns.add(new Refresh(nanos.getAsLong(), fingerprint, certificate));
        }
    }

    private void ask(Refresh turn) {
        underWay++;
        OcspRequest question = turn.certificate().question();
        responder
                .ask(question.server(), question.request())
                .whenCompleteAsync((answer, fault) -> answered(turn, answer, fault), executor);
    }

    private void answered(Refresh turn, byte[] answer, Throwable fault) {
        underWay--;
        if (wants(turn)) {
            Duration wait = fault == null
                    ? read(turn.certificate(), answer)
                    : turn.certificate().failed(reason(fault), clock.instant());
            turns.add(new Refresh(nanos.getAsLong() + wait.toNanos(), turn.fingerprint(), turn.certificate()));
        }
        advance();
    }

    private Duration read(StapledCertificate certificate, byte[] answer) {
        Instant now = clock.instant();
        try {
            return certificate.answered(new OcspResponseCheck(certificate.question(), now).read(answer), now);
        } catch (InvalidOcspResponse unusable) {
            return certificate.failed(unusable.getMessage(), now);
        }
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof TimeoutException) {
            return "the OCSP server does not answer in time";
        }
        // Java has no words for it when nobody listens.
        boolean refused = cause instanceof ConnectException || cause.getMessage() == null;
        return refused ? "the OCSP server cannot be reached" : cause.getMessage();
    }
}
