package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;

/**
 * What a client gave to log in. All parts are bytes as the client sent them: names are mostly UTF-8, passwords may be
 * anything.
 *
 * @param form how they came, which is how they are given to the mailbox server
 * @param authorizationId whom to act as; empty when the client left it out (RFC 4616 section 2)
 * @param authenticationId whose password it is
 * @param password for bearer tokens the rest of the message, behind the name. Never logged; {@link #toString()} leaves it out
 */
public record Credentials(Form form, byte[] authorizationId, byte[] authenticationId, byte[] password) {
    /** How the client logs in. */
    public enum Form {
        /** IMAP LOGIN, or POP3 USER and PASS. */
        LOGIN,
        /** SASL PLAIN, RFC 4616. */
        PLAIN,
        /** A bearer token as large providers have it. */
        XOAUTH2,
        /** A bearer token, RFC 7628. */
        OAUTHBEARER,
        /** A Kerberos ticket, RFC 4752; upstream the token that a lookup handler gave for it. */
        GSSAPI;

        /** True when the client gives a token in place of a password. */
        public boolean bearer() {
            return this == XOAUTH2 || this == OAUTHBEARER;
        }
    }

    /** Longest login and password that are looked at; those of Zimbra's proxy (facts, section 4.2). */
    public static final int MAX_LOGIN = 256;

    public static final int MAX_PASSWORD = 1024;

    private static final byte[] NONE = {};

    /** Credentials of a LOGIN command or of USER and PASS. */
    public static Credentials login(byte[] user, byte[] password) {
        return new Credentials(Form.LOGIN, NONE, user, password);
    }

    /** Credentials with a token; {@code rest} is all of the message behind the name. */
    static Credentials token(Form form, byte[] user, byte[] rest) {
        return new Credentials(form, NONE, user, rest);
    }

    /** What a lookup handler gave for a Kerberos ticket: a token, with which {@code account} logs in. */
    public Credentials granted(String account, String token) {
        return new Credentials(
                form,
                authorizationId,
                account.getBytes(StandardCharsets.UTF_8),
                token.getBytes(StandardCharsets.US_ASCII));
    }

    /** The name that decides the route: the authorization identity when there is one. */
    public byte[] routingLogin() {
        return authorizationId.length > 0 ? authorizationId : authenticationId;
    }

    /** True when a part is longer than any account's can be. */
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
