package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The end of a login that tells Zimbra's mailbox which client it is ({@code /tb}, {@code /wm}, {@code /ni}; facts, section
 * 4.3). It is no part of the account's name: it is taken off before the route is looked up, and put back upstream in IMAP.
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

    /** The suffix of this login. */
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

    /** The credentials without the suffix, on both names. */
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

    /** In US-ASCII; empty for none. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
