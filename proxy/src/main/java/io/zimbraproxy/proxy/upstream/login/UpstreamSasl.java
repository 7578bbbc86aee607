package io.zimbraproxy.proxy.upstream.login;

import io.zimbraproxy.proxy.sasl.Credentials;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The SASL exchange with a mailbox server that logs a client in, under the account name that the lookup handler gave. The name may differ from the name that the client sent; the rest of the credentials is
 * unchanged.
 *
 * @param mechanism name of the mechanism
 * @param message the only message, in base64
 * @param errorResponse the response to an error challenge, in base64; null for mechanisms without such a challenge
 */
record UpstreamSasl(
        String mechanism, byte[] message, @Nullable String errorResponse) {
    private static final byte[] NO_NAME = {};

    /** Returns the exchange for the mailbox server; appends {@code suffix}, which may be empty, to the names of the account. */
    static UpstreamSasl of(Credentials given, String account, byte[] suffix) {
        byte[] name = join(account.getBytes(StandardCharsets.UTF_8), suffix);
        return switch (given.form()) {
            case LOGIN -> throw new IllegalArgumentException("not a SASL login");
            case PLAIN -> {
                boolean acting = given.authorizationId().length > 0;
                yield named(
                        "PLAIN",
                        acting ? name : NO_NAME,
                        acting ? join(given.authenticationId(), suffix) : name,
                        given.password());
            }
            // The token of the lookup handler stands for the password of the principal's account.
            case GSSAPI -> named("X-ZIMBRA", name, given.authenticationId(), given.password());
            case XOAUTH2 -> new UpstreamSasl("XOAUTH2", base64(join(ascii("user="), name, given.password())), "");
            // The response to an error challenge is one Control-A (RFC 7628 section 3.2.3).
            case OAUTHBEARER ->
                new UpstreamSasl(
                        "OAUTHBEARER",
                        base64(join(ascii("n,a="), escaped(name), ascii(","), given.password())),
                        "AQ==");
        };
    }

    private static UpstreamSasl named(
            String mechanism, byte[] authorizationId, byte[] authenticationId, byte[] secret) {
        byte[] nul = {0};
        return new UpstreamSasl(mechanism, base64(join(authorizationId, nul, authenticationId, nul, secret)), null);
    }

    /** Escapes a name for the GS2 header (RFC 5801 section 4). */
    private static byte[] escaped(byte[] name) {
        String text = new String(name, StandardCharsets.ISO_8859_1);
        return text.replace("=", "=3D").replace(",", "=2C").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] base64(byte[] message) {
        return Base64.getEncoder().encode(message);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(64);
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
