package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The error challenge that a client gets for a refused bearer token if the mailbox server has sent none (RFC 7628
 * section 3.2.2).
 */
public final class BearerError {
    private static final String XOAUTH2 = base64("{\"status\":\"401\",\"schemes\":\"bearer\"}");
    private static final String OAUTHBEARER = base64("{\"status\":\"invalid_token\",\"schemes\":\"bearer\"}");

    private BearerError() {}

    /** Returns the error challenge in base64; null for credentials that are not a bearer token. */
    public static @Nullable String challenge(Credentials.Form form) {
        return switch (form) {
            case XOAUTH2 -> XOAUTH2;
            case OAUTHBEARER -> OAUTHBEARER;
            default -> null;
        };
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
    }
}
