package io.zimbraproxy.proxy.sasl;

import java.util.Arrays;

/** SASL PLAIN (RFC 4616): {@code [authzid] NUL authcid NUL passwd} in one message. */
final class PlainMechanism implements SaslExchange {
    static final String NAME = "PLAIN";

    @Override
    public SaslStep begin() {
        return SaslStep.Challenge.EMPTY;
    }

    @Override
    public SaslStep next(byte[] message) {
        int first = Bytes.indexOf(message, (byte) 0, 0);
        int second = first < 0 ? -1 : Bytes.indexOf(message, (byte) 0, first + 1);
        if (second < 0 || second == first + 1 || Bytes.indexOf(message, (byte) 0, second + 1) >= 0) {
            return SaslStep.MALFORMED;
        }
        return new SaslStep.Done(new Credentials(
                Credentials.Form.PLAIN,
                Arrays.copyOf(message, first),
                Arrays.copyOfRange(message, first + 1, second),
                Arrays.copyOfRange(message, second + 1, message.length)));
    }
}
