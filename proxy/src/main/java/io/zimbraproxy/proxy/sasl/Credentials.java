package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;

/**
 * The credentials of a client. All parts are bytes as the client sent them: names are mostly UTF-8, passwords may hold
 * any byte.
 *
 * @param form how the client sent the credentials; the mailbox server gets them in the same form
 * @param authorizationId the user to act as; empty if the client named none (RFC 4616 section 2)
 * @param authenticationId the user whose password it is
 * @param password the password, or the rest of a bearer token's message after the name; must not be logged, and is not
 *     in {@link #toString()}
 */
public record Credentials(Form form, byte[] authorizationId, byte[] authenticationId, byte[] password) {
    /** The forms in which a client can log in. */
    public enum Form {
        /** IMAP LOGIN, or POP3 USER and PASS. */
        LOGIN,
        /** SASL PLAIN, RFC 4616. */
        PLAIN,
        /** A bearer token in the form that large mail providers use. */
        XOAUTH2,
        /** A bearer token, RFC 7628. */
        OAUTHBEARER,
        /** A Kerberos ticket, RFC 4752; the mailbox server gets the token that a lookup handler issued for it. */
        GSSAPI;

        /** Returns true if the client sends a token instead of a password. */
        public boolean bearer() {
            return this == XOAUTH2 || this == OAUTHBEARER;
        }
    }

    /** Limits for login and password in bytes, as in Zimbra's nginx. */
    public static final int MAX_LOGIN = 256;

    public static final int MAX_PASSWORD = 1024;

    private static final byte[] NONE = {};

    /** Creates the credentials of a LOGIN command, or of USER and PASS. */
    public static Credentials login(byte[] user, byte[] password) {
        return new Credentials(Form.LOGIN, NONE, user, password);
    }

    /** Creates credentials with a token; {@code rest} is the message after the name. */
    static Credentials token(Form form, byte[] user, byte[] rest) {
        return new Credentials(form, NONE, user, rest);
    }

    /**
     * Returns the credentials with the token that a lookup handler issued for a Kerberos ticket, and the account it is
     * for.
     */
    public Credentials granted(String account, String token) {
        return new Credentials(
                form,
                authorizationId,
                account.getBytes(StandardCharsets.UTF_8),
                token.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the name that decides the route: the authorization identity if there is one. */
    public byte[] routingLogin() {
        return authorizationId.length > 0 ? authorizationId : authenticationId;
    }

    /** Returns true if a name or the password is longer than allowed. */
    public boolean tooLong() {
        return authorizationId.length > MAX_LOGIN
                || authenticationId.length > MAX_LOGIN
                || !form.bearer() && password.length > MAX_PASSWORD;
    }

    @Override
    public String toString() {
        return "Credentials[" + form + ", " + new String(routingLogin(), StandardCharsets.UTF_8) + ", password hidden]";
    }
}
