package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The end of a login that tells Zimbra's mailbox server which kind of client it is ({@code /tb}, {@code /wm}, {@code
 * /ni}). It is not part of the account name. The proxy removes it before the lookup, and appends it
 * again for an IMAP server.
 */
public enum LoginSuffix {
    NONE(""),
    TB("/tb"),
    WM("/wm"),
    NI("/ni");

    private final String text;

    LoginSuffix(String text) {
        this.text = text;
    }

    /** Returns the suffix of a login. */
    public static LoginSuffix of(byte[] login) {
        for (LoginSuffix suffix : values()) {
            if (suffix != NONE && suffix.endsLogin(login)) {
                return suffix;
            }
        }
        return NONE;
    }

    private boolean endsLogin(byte[] login) {
        int from = login.length - text.length();
        return from > 0 && Arrays.equals(login, from, login.length, bytes(), 0, text.length());
    }

    /** Returns the credentials with the suffix removed from both names. */
    public Credentials removeFrom(Credentials given) {
        return this == NONE
                ? given
                : new Credentials(
                        given.form(),
                        remove(given.authorizationId()),
                        remove(given.authenticationId()),
                        given.password());
    }

    private byte[] remove(byte[] login) {
        return endsLogin(login) ? Arrays.copyOf(login, login.length - text.length()) : login;
    }

    /** Returns the suffix in US-ASCII; empty for {@link #NONE}. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
