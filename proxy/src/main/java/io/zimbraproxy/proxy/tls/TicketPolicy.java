package io.zimbraproxy.proxy.tls;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * How sessions are resumed with tickets (RFC 5077, RFC 8446 section 2.2).
 *
 * @param enabled whether they are
 * @param rotation after this time tickets are made with a new key; they are good until the next change
 * @param master what all keys are derived from; the same at two proxies lets them resume each other's sessions
 */
public record TicketPolicy(boolean enabled, Duration rotation, byte[] master) {
    private static final int MASTER_BYTES = 32;

    /** Of this process alone, and the same for all of its configurations. */
    private static final byte[] OWN = random();

    /** Keys that no other process knows. */
    public static TicketPolicy own(boolean enabled, Duration rotation) {
        return new TicketPolicy(enabled, rotation, OWN);
    }

    private static byte[] random() {
        byte[] bytes = new byte[MASTER_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TicketPolicy policy
                && policy.enabled == enabled
                && policy.rotation.equals(rotation)
                && MessageDigest.isEqual(policy.master, master);
    }

    @Override
    public int hashCode() {
        return rotation.hashCode();
    }

    /** Without the secret: this may get into a log. */
    @Override
    public String toString() {
        return "TicketPolicy[enabled=" + enabled + ", rotation=" + rotation + "]";
    }
}
