package io.zimbraproxy.proxy.throttle;

import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.net.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Limits on mail sessions that are open at the same time, per client address and per account. Safe for all threads. */
public final class OpenSessions {
    private static final CompletionStage<Boolean> YES = CompletableFuture.completedFuture(true);

    private final LimitTable limits;
    private final Networks exempt;
    private final SessionCounter tally;

    public OpenSessions(LimitTable limits, SessionCounter tally) {
        this.limits = limits;
        this.tally = tally;
        exempt = new Networks(limits.general().exempt());
    }

    /** The places that one session takes. For one event loop. */
    public Places places() {
        return new Places();
    }

    /** See {@link #places}. */
    public final class Places {
        private final List<String> taken = new ArrayList<>(2);
        private boolean left;

        /** Takes a place of the client's address; the stage has false when there is none. */
        public CompletionStage<Boolean> ofAddress(ClientPeer client, String serverName) {
            int limit = limits.ofHost(serverName).sessions().perIp();
            return limit == 0 || exempt.contains(client.addressBytes())
                    ? YES
                    : take("sessions:ip=" + AddressBlock.of(client), limit);
        }

        /** Takes a place of the account; the stage has false when there is none. */
        public CompletionStage<Boolean> ofAccount(String account) {
            int limit = limits.ofAccount(account).sessions().perUser();
            return limit == 0 ? YES : take("sessions:user=" + account.toLowerCase(Locale.ROOT), limit);
        }

        private CompletionStage<Boolean> take(String key, int limit) {
            if (left) {
                return YES;
            }
            taken.add(key);
            return tally.enter(key).thenApply(count -> count <= limit);
        }

        /** Gives all of them back; none are taken any more. */
        public void leave() {
            left = true;
            taken.forEach(tally::leave);
            taken.clear();
        }
    }
}
