package io.zimbraproxy.proxy.tls;

import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ticket keys of one context. They are derived from the master key, the context and the time. So proxies with the same master key have
 * the same ticket keys without communication, and two certificates never share a ticket key.
 */
final class TicketKeys {
    private static final String MAC = "HmacSHA512";

    private final TicketPolicy policy;
    private final String context;
    private final Clock clock;

    /** Creates the keys; {@code context} identifies the context, see {@link ContextKey#toString}. */
    TicketKeys(TicketPolicy policy, String context, Clock clock) {
        this.policy = policy;
        this.context = context;
        this.clock = clock;
    }

    /** Returns the number of the current rotation period. Each period has its own key. */
    long epoch() {
        return clock.millis() / policy.rotation().toMillis();
    }

    /** Returns the key of a period, for new tickets; then the previous key, and the next one because clocks of proxies differ. */
    OpenSslSessionTicketKey[] of(long epoch) {
        return new OpenSslSessionTicketKey[] {key(epoch), key(epoch - 1), key(epoch + 1)};
    }

    private OpenSslSessionTicketKey key(long epoch) {
        byte[] bytes = derive(epoch);
        int name = OpenSslSessionTicketKey.NAME_SIZE;
        int hmac = name + OpenSslSessionTicketKey.HMAC_KEY_SIZE;
        return new OpenSslSessionTicketKey(
                Arrays.copyOfRange(bytes, 0, name),
                Arrays.copyOfRange(bytes, name, hmac),
                Arrays.copyOfRange(bytes, hmac, hmac + OpenSslSessionTicketKey.AES_KEY_SIZE));
    }

    private byte[] derive(long epoch) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(policy.master(), MAC));
            mac.update(context.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(epoch).array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
