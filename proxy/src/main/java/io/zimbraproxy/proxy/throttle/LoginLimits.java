package io.zimbraproxy.proxy.throttle;

import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.crds.spec.Throttle;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.net.Networks;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The limits on mail connections per client address and on logins per account in a window of time (facts, section 6). Stages
 * never fail, and are complete at once where no limit is set. Safe for all threads.
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
     * Counts a connection; the stage has false when there were too many of them from this address. {@code serverName}: what
     * the client asked for when TLS began, or null.
     */
    public CompletionStage<Boolean> connection(MailFamily family, ClientPeer client, String serverName) {
        Throttle settings = limits.ofHost(serverName);
        RateLimit own = family == MailFamily.IMAP ? settings.imapIp() : settings.pop3Ip();
        RateLimit limit = own.limit() > 0 ? own : settings.ip();
        if (limit.limit() == 0 || exempt.contains(client.addressBytes())) {
            return YES;
        }
        return counters.add("throttle:proto=" + family.letter() + ",ip=" + client.address(), limit.window())
                .thenApply(count -> count <= limit.limit());
    }

    /** Counts nothing; the stage has false when this account has had too many logins. {@code account} as it is written. */
    public CompletionStage<Boolean> beforeLogin(String account) {
        int limit = limits.ofAccount(account).user().limit();
        return limit == 0 ? YES : counters.read(key(account)).thenApply(count -> count <= limit);
    }

    /** Counts a login that the mailbox server has accepted; the stage has false when it is one too many. */
    public CompletionStage<Boolean> login(String account) {
        RateLimit limit = limits.ofAccount(account).user();
        return limit.limit() == 0
                ? YES
                : counters.add(key(account), limit.window()).thenApply(count -> count <= limit.limit());
    }

    /** A name in other letters is the same account. */
    private static String key(String account) {
        return "throttle:user=" + account.toLowerCase(Locale.ROOT);
    }

    /** What a client hears whose address is over its limit. */
    public String addressMessage(String serverName) {
        return limits.ofHost(serverName).ipMessage();
    }

    /** What a client hears whose account is over its limit. */
    public String accountMessage(String account) {
        return limits.ofAccount(account).userMessage();
    }
}
