package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * SASL LOGIN: one challenge for the name, and one for the password. It has no RFC (draft-murchison-sasl-login-00), but
 * some old clients know no other mechanism. The credentials are those of the command LOGIN, or of USER and PASS.
 */
final class LoginMechanism implements SaslExchange {
    static final String NAME = "LOGIN";

    private static final SaslStep NAME_CHALLENGE = challenge("Username:");
    private static final SaslStep PASSWORD_CHALLENGE = challenge("Password:");

    private byte @Nullable [] user;

    private static SaslStep challenge(String text) {
        return new SaslStep.Challenge(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public SaslStep begin() {
        return NAME_CHALLENGE;
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
        return PASSWORD_CHALLENGE;
    }
}
