package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;

/**
 * SASL LOGIN: the name and the password, each asked for. It has no RFC (draft-murchison-sasl-login-00); old clients know
 * nothing else. Goes on like the command LOGIN, or USER and PASS.
 */
final class LoginMechanism implements SaslExchange {
    static final String NAME = "LOGIN";

    private static final SaslStep ASK_NAME = asking("Username:");
    private static final SaslStep ASK_PASSWORD = asking("Password:");

    private byte[] user;

    private static SaslStep asking(String text) {
        return new SaslStep.Challenge(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public SaslStep begin() {
        return ASK_NAME;
    }

    @Override
    public SaslStep next(byte[] message) {
        boolean valid = Bytes.indexOf(message, (byte) 0, 0) < 0;
        if (user != null) {
            return valid ? new SaslStep.Done(Credentials.login(user, message)) : SaslStep.MALFORMED;
        }
        if (!valid || message.length == 0) {
            return SaslStep.MALFORMED;
        }
        user = message;
        return ASK_PASSWORD;
    }
}
