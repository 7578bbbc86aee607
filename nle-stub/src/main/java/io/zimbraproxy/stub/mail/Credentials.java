package io.zimbraproxy.stub.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a login brings.
 *
 * @param authorization the account to act for; empty: the user's own
 * @param user who logs in
 * @param secret the password, or an auth token
 * @param token whether the secret is a token (mechanism X-ZIMBRA)
 */
public record Credentials(String authorization, String user, String secret, boolean token) {

    public static Credentials password(String user, String password) {
        return new Credentials("", user, password, false);
    }

    /** Reads the message of PLAIN (RFC 4616) or of X-ZIMBRA, which has the same form: base64 of three parts with NUL between. */
    public static Optional<Credentials> decode(String base64, boolean token) {
        byte[] message;
        try {
            message = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String[] parts = new String(message, StandardCharsets.UTF_8).split("\0", -1);
        return parts.length == 3 ? Optional.of(new Credentials(parts[0], parts[1], parts[2], token)) : Optional.empty();
    }

    /** The account that is meant. */
    public String account() {
        return authorization.isEmpty() ? user : authorization;
    }

    @Override
    public String toString() {
        return "Credentials[" + authorization + ", " + user + "]";
    }
}
