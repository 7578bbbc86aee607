package io.zimbraproxy.proxy.sasl;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** SASL PLAIN (RFC 4616): {@code [authzid] NUL authcid NUL passwd} in one message. */
public final class PlainMechanism {
    /** The mechanism's name in capabilities and commands. */
    public static final String NAME = "PLAIN";

    private PlainMechanism() {}

    /** Decodes the base64 text of a client's message; empty when it is not base64 or not of PLAIN's form. */
    public static Optional<Credentials> decode(byte[] base64) {
        byte[] message;
        try {
            message = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        int first = indexOfNul(message, 0);
        int second = first < 0 ? -1 : indexOfNul(message, first + 1);
        if (second < 0 || second == first + 1 || indexOfNul(message, second + 1) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(
                Credentials.Form.PLAIN,
                Arrays.copyOf(message, first),
                Arrays.copyOfRange(message, first + 1, second),
                Arrays.copyOfRange(message, second + 1, message.length)));
    }

    /** The message for a mailbox server, in base64. */
    public static byte[] encode(byte[] authorizationId, byte[] authenticationId, byte[] password) {
        byte[] message = new byte[authorizationId.length + authenticationId.length + password.length + 2];
        System.arraycopy(authorizationId, 0, message, 0, authorizationId.length);
        int at = authorizationId.length + 1;
        System.arraycopy(authenticationId, 0, message, at, authenticationId.length);
        at += authenticationId.length + 1;
        System.arraycopy(password, 0, message, at, password.length);
        return Base64.getEncoder().encode(message);
    }

    private static int indexOfNul(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
