package io.zimbraproxy.proxy.route;

import org.jspecify.annotations.Nullable;

/**
 * The result of a {@link Delegation}.
 *
 * @param token to log in with at the mailbox server; a secret
 * @param account the account of the principal; null if the handler does not name it
 */
public record AuthGrant(String token, @Nullable UserName account) {
    /** Omits the token, because the text may be logged. */
    @Override
    public String toString() {
        return "AuthGrant[account=" + account + "]";
    }
}
