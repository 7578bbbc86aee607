package io.zimbraproxy.proxy.tls;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * The settings of session resumption with tickets (RFC 5077, RFC 8446 section 2.2).
 *
 * @param enabled whether sessions can be resumed
 * @param rotation lifetime of a ticket key; tickets are valid until the key after it is replaced
 * @param master secret from which all ticket keys are derived; proxies with the same one resume each other's sessions
 */
public record TicketPolicy(boolean enabled, Duration rotation, byte[] master) {
    private static final int MASTER_BYTES = 32;

    /** The secret of this process. All its configurations share it. */
    private static final byte[] OWN = random();

    /** Creates a policy with a secret that no other process knows. */
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

    /** Omits the secret, because the text may be logged. */
    @Override
    public String toString() {
        return "TicketPolicy[enabled=" + enabled + ", rotation=" + rotation + "]";
    }
}
