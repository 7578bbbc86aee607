package io.zimbraproxy.proxy.route;

/**
 * What a lookup handler gives for a {@link Delegation}.
 *
 * @param token to log in with at the mailbox server; a secret
 * @param account name of the account that the principal stands for; null when the handler does not say
 */
public record AuthGrant(String token, UserName account) {
    /** Without the token: this may get into a log. */
    @Override
    public String toString() {
        return "Grant[account=" + account + "]";
    }
}
