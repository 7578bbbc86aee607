package io.zimbraproxy.proxy.route;

import org.jspecify.annotations.Nullable;

/**
 * Credentials of the proxy itself. It sends them to a lookup handler to get a token for a user who has authenticated with Kerberos or
 * with a certificate.
 *
 * @param user the proxy's own account
 * @param password of that account; a secret
 * @param principal the user's Kerberos principal; null for certificates
 */
public record Delegation(
        String user, String password, @Nullable String principal) {
    /** Returns the same credentials for a user's Kerberos principal. */
    public Delegation withPrincipal(String principal) {
        return new Delegation(user, password, principal);
    }

    /** Omits the password, because the text may be logged. */
    @Override
    public String toString() {
        return "Delegation[user=" + user + ", principal=" + principal + "]";
    }
}
