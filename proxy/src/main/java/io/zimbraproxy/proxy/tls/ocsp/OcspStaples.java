package io.zimbraproxy.proxy.tls.ocsp;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.text.RootCause;
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
import org.jspecify.annotations.Nullable;

/**
 * The staples of all certificates that need one, by the fingerprint of the chain. Staples survive reloads. Only the executor's thread
 * changes them, and it never waits for a server; all threads may read them.
 */
public final class OcspStaples implements Staples {
    private static final Logger LOG = Logger.getLogger(OcspStaples.class);

    /** The number of simultaneous requests. */
    static final int MAX_IN_FLIGHT = 4;

    private final OcspResponder responder;
    private final Executor executor;
    private final Clock clock;
    private final LongSupplier nanos;
    private final PriorityQueue<Refresh> schedule = new PriorityQueue<>();
    private volatile Certificates current = new Certificates(Map.of(), Map.of());
    private int inFlight;

    /**
     * The certificates of the active configuration, by fingerprint.
     *
     * @param refreshed those with an OCSP server
     * @param withoutResponder those without, with the reason
     */
    private record Certificates(Map<String, StapledCertificate> refreshed, Map<String, String> withoutResponder) {}

    /** Creates an empty set. {@code nanos} is a monotonic clock, which changes of the system time do not affect. */
    OcspStaples(OcspResponder responder, Executor executor, Clock clock, LongSupplier nanos) {
        this.responder = responder;
        this.executor = executor;
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public byte @Nullable [] of(String fingerprint) {
        StapledCertificate certificate = current.refreshed().get(fingerprint);
        return certificate == null ? null : certificate.staple(clock.instant());
    }

    /** Describes the staple for administrators: until when it is valid, or why there is none. Empty if none is needed. */
    public Optional<String> state(String fingerprint) {
        Certificates certificates = current;
        StapledCertificate certificate = certificates.refreshed().get(fingerprint);
        return certificate == null
                ? Optional.ofNullable(certificates.withoutResponder().get(fingerprint))
                        .map(why -> "none: " + why)
                : Optional.of(certificate.describe(clock.instant()));
    }

    /** Returns the number of certificates with a valid staple. */
    public long good() {
        return good(current);
    }

    private long good(Certificates certificates) {
        Instant now = clock.instant();
        return certificates.refreshed().values().stream()
                .filter(certificate -> certificate.staple(now) != null)
                .count();
    }

    /** Returns the number of certificates that need a staple and have none. */
    public long missing() {
        Certificates certificates = current;
        return certificates.refreshed().size() + certificates.withoutResponder().size() - good(certificates);
    }

    /** Replaces the certificates that need staples. Certificates that stay keep their staples. */
    void replaceCertificates(Collection<ServerCertificate> certificates) {
        Map<String, StapledCertificate> refreshed = new LinkedHashMap<>();
        Map<String, String> withoutResponder = new LinkedHashMap<>();
        Map<String, List<String>> secretsByReason = new LinkedHashMap<>();
        for (ServerCertificate certificate : certificates) {
            String fingerprint = certificate.fingerprint();
            if (refreshed.containsKey(fingerprint) || withoutResponder.containsKey(fingerprint)) {
                continue;
            }
            StapledCertificate known = current.refreshed().get(fingerprint);
            String knownReason = current.withoutResponder().get(fingerprint);
            if (knownReason != null) {
                // Logged already.
                withoutResponder.put(fingerprint, knownReason);
                continue;
            }
            try {
                refreshed.put(fingerprint, known == null ? schedule(certificate) : known);
            } catch (NoOcspResponder fault) {
                String why = RootCause.message(fault);
                withoutResponder.put(fingerprint, why);
                secretsByReason
                        .computeIfAbsent(why, reason -> new ArrayList<>())
                        .add(certificate.name());
            }
        }
        current = new Certificates(refreshed, withoutResponder);
        schedule.removeIf(refresh -> !isCurrent(refresh));
        secretsByReason.forEach((why, secrets) -> LOG.warn(new LogLine("certificates cannot have a staple")
                .with("secrets", String.join(", ", secrets))
                .with("count", secrets.size())
                .with("why", why)));
        refresh();
    }

    /** Schedules the first request of a certificate for now. */
    private StapledCertificate schedule(ServerCertificate certificate) throws NoOcspResponder {
        StapledCertificate stapled = new StapledCertificate(certificate.name(), OcspRequest.of(certificate.chain()));
        schedule.add(new Refresh(nanos.getAsLong(), certificate.fingerprint(), stapled));
        return stapled;
    }

    private boolean isCurrent(Refresh refresh) {
        return current.refreshed().get(refresh.fingerprint()) == refresh.certificate();
    }

    /** Drops expired staples and sends the requests that are due. Must be called about every second. */
    void refresh() {
        current.refreshed().forEach(this::expire);
        while (inFlight < MAX_IN_FLIGHT
                && !schedule.isEmpty()
                && schedule.peek().isDue(nanos.getAsLong())) {
            send(schedule.poll());
        }
    }

    private void expire(String fingerprint, StapledCertificate certificate) {
        boolean scheduled = certificate.expire(clock.instant())
                && schedule.removeIf(refresh -> refresh.certificate() == certificate);
        if (scheduled) {
            // After a sleep of the machine, the scheduled time is much too late.
            schedule.add(new Refresh(nanos.getAsLong(), fingerprint, certificate));
        }
    }

    private void send(Refresh refresh) {
        inFlight++;
        OcspRequest request = refresh.certificate().request();
        responder
                .send(request.server(), request.encoded())
                .whenCompleteAsync((response, fault) -> completed(refresh, response, fault), executor);
    }

    /** Either {@code response} or {@code fault} is null. */
    private void completed(Refresh refresh, byte @Nullable [] response, @Nullable Throwable fault) {
        inFlight--;
        if (isCurrent(refresh)) {
            StapledCertificate certificate = refresh.certificate();
            Duration wait =
                    response == null ? certificate.failed(reason(fault), clock.instant()) : read(certificate, response);
            schedule.add(new Refresh(nanos.getAsLong() + wait.toNanos(), refresh.fingerprint(), certificate));
        }
        refresh();
    }

    private Duration read(StapledCertificate certificate, byte[] response) {
        Instant now = clock.instant();
        try {
            return certificate.update(new OcspResponseCheck(certificate.request(), now).read(response), now);
        } catch (InvalidOcspResponse invalid) {
            return certificate.failed(RootCause.message(invalid), now);
        }
    }

    private static String reason(@Nullable Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof TimeoutException) {
            return "the OCSP server does not respond in time";
        }
        // Java gives no message if the connection is refused.
        String message = cause == null || cause instanceof ConnectException ? null : cause.getMessage();
        return message == null ? "the OCSP server cannot be reached" : message;
    }
}
