package io.zimbraproxy.proxy.sasl;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * OAUTHBEARER (RFC 7628): {@code n,a=NAME,^Ahost=...^Aport=...^Aauth=Bearer TOKEN^A^A}. The mailbox server checks the
 * token; the proxy reads only the name, which decides the route.
 */
final class OAuthBearerMechanism implements SaslExchange {
    static final String NAME = "OAUTHBEARER";

    @Override
    public SaslStep begin() {
        return SaslStep.Challenge.EMPTY;
    }

    @Override
    public SaslStep next(byte[] message) {
        int headerEnd = Bytes.indexOf(message, KeyValues.SEPARATOR, 0);
        boolean valid = headerEnd > 0 && message[headerEnd - 1] == ',';
        byte[] name = valid ? name(Arrays.copyOf(message, headerEnd - 1)) : null;
        if (name == null) {
            return SaslStep.MALFORMED;
        }
        byte[] rest = Arrays.copyOfRange(message, headerEnd, message.length);
        return KeyValues.valid(rest)
                ? new SaslStep.Done(Credentials.token(Credentials.Form.OAUTHBEARER, name, rest))
                : SaslStep.MALFORMED;
    }

    /**
     * Returns the name in a GS2 header (RFC 5801 section 4) without its last comma; empty if it has none, null if it is
     * malformed.
     */
    private static byte @Nullable [] name(byte[] header) {
        if (!Bytes.startsWith(header, "n,") && !Bytes.startsWith(header, "y,")) {
            return null;
        }
        byte[] identity = Arrays.copyOfRange(header, 2, header.length);
        if (identity.length == 0) {
            return identity;
        }
        return Bytes.startsWith(identity, "a=") ? unescape(identity) : null;
    }

    /**
     * Replaces {@code =2C} by a comma and {@code =3D} by an equals sign (RFC 5801 section 4); null if another escape is
     * found.
     */
    private static byte @Nullable [] unescape(byte[] identity) {
        ByteArrayOutputStream name = new ByteArrayOutputStream(identity.length);
        for (int i = 2; i < identity.length; i++) {
            if (identity[i] != '=') {
                if (identity[i] == ',') {
                    return null;
                }
                name.write(identity[i]);
            } else {
                byte[] escape = Arrays.copyOfRange(identity, i, Math.min(i + 3, identity.length));
                if (!Bytes.startsWith(escape, "=2C") && !Bytes.startsWith(escape, "=3D")) {
                    return null;
                }
                name.write(escape[1] == '2' ? ',' : '=');
                i += 2;
            }
        }
        return name.toByteArray();
    }
}
