package io.zimbraproxy.stub.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The credentials of a login.
 *
 * @param authorization the account to open; empty: the user's own
 * @param user the authenticating user
 * @param secret the password, or an auth token
 * @param mechanism the SASL mechanism; PLAIN for logins without SASL
 */
public record MailboxCredentials(String authorization, String user, String secret, MailboxMechanism mechanism) {

    public static MailboxCredentials password(String user, String password) {
        return new MailboxCredentials("", user, password, MailboxMechanism.PLAIN);
    }

    /**
     * Decodes the SASL message, which has the same form for both mechanisms: base64 of three parts, separated by NUL (RFC
     * 4616). Empty if it is malformed.
     */
    public static Optional<MailboxCredentials> decode(String base64, MailboxMechanism mechanism) {
        byte[] message;
        try {
            message = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String[] parts = new String(message, StandardCharsets.UTF_8).split("\0", -1);
        return parts.length == 3
                ? Optional.of(new MailboxCredentials(parts[0], parts[1], parts[2], mechanism))
                : Optional.empty();
    }

    /** Returns the account to open. */
    public String account() {
        return authorization.isEmpty() ? user : authorization;
    }

    /** Returns whether the secret is an auth token instead of a password. */
    boolean isToken() {
        return mechanism == MailboxMechanism.X_ZIMBRA;
    }

    @Override
    public String toString() {
        return "MailboxCredentials[" + authorization + ", " + user + "]";
    }
}
