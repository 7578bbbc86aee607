package io.zimbraproxy.proxy.tls.ocsp;

import io.zimbraproxy.proxy.observe.LogLine;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and its staple. One thread changes it; {@link #staple} and {@link #describe} may be called by all threads.
 *
 * <pre>
 * good response      any state to GOOD
 * revoked response   any state to REVOKED
 * failed request     any state but REVOKED to KEPT while the staple is valid, else to MISSING
 * staple expires     GOOD or KEPT to MISSING
 * </pre>
 */
final class StapledCertificate {
    private static final Logger LOG = Logger.getLogger(StapledCertificate.class);

    private final String secret;
    private final OcspRequest request;
    private volatile OcspResult.@Nullable Good good;
    private volatile String why = "not requested yet";
    private StapleState state = StapleState.WAITING;
    private int failures;

    /** Creates a certificate without staple; {@code secret} is the name of its Secret, for log lines. */
    StapledCertificate(String secret, OcspRequest request) {
        this.secret = secret;
        this.request = request;
    }

    OcspRequest request() {
        return request;
    }

    /** Returns the OCSP response to send to clients, in DER; null if there is no valid one. */
    byte @Nullable [] staple(Instant now) {
        OcspResult.Good last = good;
        return last != null && last.validAt(now) ? last.response() : null;
    }

    /** Describes the staple for administrators. */
    String describe(Instant now) {
        OcspResult.Good last = good;
        return last != null && last.validAt(now) ? "good until " + last.until() : "none: " + why;
    }

    /** Takes over a valid response. Returns the time until the next request. */
    Duration update(OcspResult result, Instant now) {
        failures = 0;
        if (result instanceof OcspResult.Good response) {
            good = response;
            become(StapleState.GOOD);
            return RefreshSchedule.afterGood(response, now);
        }
        good = null;
        why = "revoked since " + ((OcspResult.Revoked) result).since();
        become(StapleState.REVOKED);
        return RefreshSchedule.LONGEST_RETRY;
    }

    /** Counts a failed request. Returns the time until the next one. */
    Duration failed(String reason, Instant now) {
        failures++;
        // A failure says nothing about an earlier revocation.
        if (state != StapleState.REVOKED) {
            why = reason;
            become(staple(now) == null ? StapleState.MISSING : StapleState.KEPT);
        }
        return RefreshSchedule.afterFailure(failures);
    }

    /** Drops an expired staple. Returns whether there was one. */
    boolean expire(Instant now) {
        OcspResult.Good last = good;
        if (last == null || last.validAt(now)) {
            return false;
        }
        if (failures == 0) {
            why = "the last response has expired (" + last.until() + ")";
        }
        good = null;
        become(StapleState.MISSING);
        return true;
    }

    private void become(StapleState next) {
        if (next == state) {
            return;
        }
        state = next;
        OcspResult.Good last = good;
        Instant until = last == null ? null : last.until();
        switch (next) {
            case GOOD ->
                LOG.info(new LogLine("staple is good").with("secret", secret).with("until", until));
            case KEPT ->
                LOG.warn(new LogLine("staple cannot be refreshed; the proxy sends the old one until it expires")
                        .with("secret", secret)
                        .with("until", until)
                        .with("server", request.server())
                        .with("why", why));
            case MISSING ->
                LOG.warn(new LogLine("certificate is used without a staple; the proxy retries")
                        .with("secret", secret)
                        .with("server", request.server())
                        .with("why", why));
            case REVOKED ->
                LOG.error(new LogLine(
                                "CERTIFICATE IS REVOKED by its authority; clients that check will refuse it: replace it")
                        .with("secret", secret)
                        .with("server", request.server())
                        .with("why", why));
            case WAITING -> throw new IllegalStateException("a certificate does not return to WAITING");
        }
    }
}
