package io.zimbraproxy.proxy.tls.ocsp;

import io.zimbraproxy.proxy.observe.LogLine;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * A certificate that is shown with a staple, as soon as there is one. Changed by one thread at a time; {@link #staple} and
 * {@link #state} are for all.
 */
final class StapledCertificate {
    private static final Logger LOG = Logger.getLogger(StapledCertificate.class);

    private final String secret;
    private final OcspRequest question;
    private volatile OcspResult.Good good;
    private volatile String why;
    private StapleState standing = StapleState.WAITING;
    private int failures;

    private StapledCertificate(String secret, OcspRequest question, String why) {
        this.secret = secret;
        this.question = question;
        this.why = why;
    }

    static StapledCertificate asking(String secret, OcspRequest question) {
        return new StapledCertificate(secret, question, "not asked for yet");
    }

    /** Nobody can be asked about it. */
    static StapledCertificate mute(String secret, String why) {
        return new StapledCertificate(secret, null, why);
    }

    /** Null when nobody can be asked. */
    OcspRequest question() {
        return question;
    }

    /** What may be shown now, or null. */
    byte[] staple(Instant now) {
        OcspResult.Good shown = good;
        return shown != null && shown.holds(now) ? shown.response() : null;
    }

    /** For people. */
    String state(Instant now) {
        OcspResult.Good shown = good;
        return shown != null && shown.holds(now) ? "good until " + shown.until() : "none: " + why;
    }

    /** The time until the next question. */
    Duration answered(OcspResult answer, Instant now) {
        failures = 0;
        if (answer instanceof OcspResult.Good word) {
            good = word;
            become(StapleState.GOOD);
            return RefreshSchedule.afterGood(word, now);
        }
        good = null;
        why = "revoked since " + ((OcspResult.Revoked) answer).since();
        become(StapleState.REVOKED);
        return RefreshSchedule.LONGEST_WAIT;
    }

    /** The time until the next question. */
    Duration failed(String reason, Instant now) {
        failures++;
        // Silence does not lift a revocation.
        if (standing != StapleState.REVOKED) {
            why = reason;
            become(staple(now) == null ? StapleState.MISSING : StapleState.KEPT);
        }
        return RefreshSchedule.afterFailure(failures);
    }

    /** Forgets a staple that has run out; true when it has just done so. */
    boolean expire(Instant now) {
        if (good == null || good.holds(now)) {
            return false;
        }
        if (failures == 0) {
            why = "the last answer has expired (" + good.until() + ")";
        }
        good = null;
        become(StapleState.MISSING);
        return true;
    }

    private void become(StapleState next) {
        if (next == standing) {
            return;
        }
        standing = next;
        switch (next) {
            case GOOD ->
                LOG.info(new LogLine("staple is good").with("secret", secret).with("until", good.until()));
            case KEPT ->
                LOG.warn(new LogLine("staple cannot be renewed; the old one is shown until it expires")
                        .with("secret", secret)
                        .with("until", good.until())
                        .with("server", question.server())
                        .with("why", why));
            case MISSING ->
                LOG.warn(new LogLine("certificate is shown without a staple; asked for again and again")
                        .with("secret", secret)
                        .with("server", question.server())
                        .with("why", why));
            case REVOKED ->
                LOG.error(new LogLine(
                                "CERTIFICATE IS REVOKED by its authority; clients that look will refuse it: replace it")
                        .with("secret", secret)
                        .with("server", question.server())
                        .with("why", why));
            case WAITING -> throw new IllegalStateException("was asked for already");
        }
    }
}
