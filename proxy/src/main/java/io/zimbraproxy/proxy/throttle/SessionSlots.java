package io.zimbraproxy.proxy.throttle;

import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.net.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The slots that one session holds: one of its client address and one of its account, if they are limited. All methods must be called
 * on the session's event loop. Stages never fail.
 */
public final class SessionSlots {
    private static final CompletionStage<Boolean> YES = CompletableFuture.completedFuture(true);

    private final LimitTable limits;
    private final Networks exempt;
    private final SessionCounter counter;
    private final List<String> taken = new ArrayList<>(2);
    private boolean released;

    SessionSlots(LimitTable limits, Networks exempt, SessionCounter counter) {
        this.limits = limits;
        this.exempt = exempt;
        this.counter = counter;
    }

    /** Takes a slot of the client's address. Returns whether the address is within its limit. */
    public CompletionStage<Boolean> ofAddress(ClientPeer client, @Nullable String serverName) {
        int limit = limits.ofHost(serverName).sessions().perIp();
        return limit == 0 || exempt.contains(client.addressBytes())
                ? YES
                : take("sessions:ip=" + AddressBlock.of(client), limit);
    }

    /** Takes a slot of the account. Returns whether the account is within its limit. */
    public CompletionStage<Boolean> ofAccount(String account) {
        int limit = limits.ofAccount(account).sessions().perUser();
        return limit == 0 ? YES : take("sessions:user=" + account.toLowerCase(Locale.ROOT), limit);
    }

    private CompletionStage<Boolean> take(String key, int limit) {
        if (released) {
            return YES;
        }
        taken.add(key);
        return counter.enter(key).thenApply(count -> count <= limit);
    }

    /** Releases all slots, also those over the limit. Later calls take none. */
    public void release() {
        released = true;
        taken.forEach(counter::leave);
        taken.clear();
    }
}
