package io.zimbraproxy.proxy.route;

/**
 * What the proxy itself shows to a lookup handler when it asks for a token in a user's name: for GSSAPI and for client
 * certificates (facts, section 2.2, lines 12 and 13).
 *
 * @param user the proxy's own account
 * @param password of that account
 * @param principal the Kerberos principal that has logged in; null for certificates
 */
public record Delegation(String user, String password, String principal) {
    /** The same for a principal. */
    public Delegation of(String ticketHolder) {
        return new Delegation(user, password, ticketHolder);
    }

    /** Without the password: this may get into a log. */
    @Override
    public String toString() {
        return "Delegation[user=" + user + ", principal=" + principal + "]";
    }
}
