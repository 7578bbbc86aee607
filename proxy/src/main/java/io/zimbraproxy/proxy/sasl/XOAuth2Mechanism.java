package io.zimbraproxy.proxy.sasl;

import java.util.Arrays;

/**
 * XOAUTH2, the mechanism of large mail providers: {@code user=NAME ^A auth=Bearer TOKEN ^A ^A}. The mailbox server
 * checks the token; the proxy reads only the name, which decides the route.
 */
final class XOAuth2Mechanism implements SaslExchange {
    static final String NAME = "XOAUTH2";

    private static final String USER = "user=";

    @Override
    public SaslStep begin() {
        return SaslStep.Challenge.EMPTY;
    }

    @Override
    public SaslStep next(byte[] message) {
        int end = Bytes.startsWith(message, USER) ? Bytes.indexOf(message, KeyValues.SEPARATOR, 0) : -1;
        if (end < 0) {
            return SaslStep.MALFORMED;
        }
        byte[] rest = Arrays.copyOfRange(message, end, message.length);
        return KeyValues.valid(rest)
                ? new SaslStep.Done(Credentials.token(
                        Credentials.Form.XOAUTH2, Arrays.copyOfRange(message, USER.length(), end), rest))
                : SaslStep.MALFORMED;
    }
}
