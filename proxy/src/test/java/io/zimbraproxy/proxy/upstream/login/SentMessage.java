package io.zimbraproxy.proxy.upstream.login;

import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.sasl.Credentials;

/** Builds the SASL message that a mailbox server should get, independently of the code under test. */
final class SentMessage {
    private SentMessage() {}

    static String of(LoginCase login, String suffix) {
        Credentials given = login.credentials();
        String name = login.name(suffix);
        String secret = Dice.text(given.password());
        return switch (given.form()) {
            case XOAUTH2 -> "user=" + name + secret;
            case OAUTHBEARER -> "n,a=" + name.replace("=", "=3D").replace(",", "=2C") + "," + secret;
            case PLAIN ->
                given.authorizationId().length == 0
                        ? "\0" + name + "\0" + secret
                        : name + "\0" + Dice.text(given.authenticationId()) + suffix + "\0" + secret;
            default -> throw new IllegalArgumentException("not a SASL form with one message");
        };
    }
}
