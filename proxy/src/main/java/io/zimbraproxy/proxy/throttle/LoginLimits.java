package io.zimbraproxy.proxy.throttle;

import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.crds.spec.Throttle;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.net.Networks;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of mail connections per client address and of logins per account. Keys and rules are those of Zimbra's nginx, so that
 * both count together. Stages never fail, and are complete at once if no limit is set. Safe for all threads.
 */
public final class LoginLimits {
    private static final CompletionStage<Boolean> YES = CompletableFuture.completedFuture(true);

    private final LimitTable limits;
    private final Networks exempt;
    private final Counters counters;

    public LoginLimits(LimitTable limits, Counters counters) {
        this.limits = limits;
        this.counters = counters;
        exempt = new Networks(limits.general().exempt());
    }

    /**
     * Counts a connection.
     *
     * @param serverName the server name of the client's TLS handshake, or null
     * @return whether the address is within its limit
     */
    public CompletionStage<Boolean> connection(MailFamily family, ClientPeer client, @Nullable String serverName) {
        Throttle settings = limits.ofHost(serverName);
        RateLimit own = family == MailFamily.IMAP ? settings.imapIp() : settings.pop3Ip();
        RateLimit limit = own.limit() > 0 ? own : settings.ip();
        if (limit.limit() == 0 || exempt.contains(client.addressBytes())) {
            return YES;
        }
        return counters.add("throttle:proto=" + family.letter() + ",ip=" + client.address(), limit.window())
                .thenApply(count -> count <= limit.limit());
    }

    /** Returns whether the account is within its limit. Counts nothing. */
    public CompletionStage<Boolean> beforeLogin(String account) {
        int limit = limits.ofAccount(account).user().limit();
        return limit == 0 ? YES : counters.read(key(account)).thenApply(count -> count <= limit);
    }

    /** Counts a login that the mailbox server has accepted. Returns whether the account is within its limit. */
    public CompletionStage<Boolean> login(String account) {
        RateLimit limit = limits.ofAccount(account).user();
        return limit.limit() == 0
                ? YES
                : counters.add(key(account), limit.window()).thenApply(count -> count <= limit.limit());
    }

    /** Ignores case, because account names do. */
    private static String key(String account) {
        return "throttle:user=" + account.toLowerCase(Locale.ROOT);
    }

    /** Returns the text of the reply to a client whose address is over its limit. */
    public String addressMessage(@Nullable String serverName) {
        return limits.ofHost(serverName).ipMessage();
    }

    /** Returns the text of the reply to a client whose account is over its limit. */
    public String accountMessage(String account) {
        return limits.ofAccount(account).userMessage();
    }
}
