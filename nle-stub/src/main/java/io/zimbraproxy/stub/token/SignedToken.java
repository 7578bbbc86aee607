package io.zimbraproxy.stub.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The value of a {@code ZM_AUTH_TOKEN} cookie: {@code <key version>_<hmac>_<hex of the fields>}. A field is
 * {@code name=<length>:<value>;}.
 *
 * @param fields fields in their order; {@code id} is the account's UUID, {@code exp} the expiry in milliseconds since 1970
 */
public record SignedToken(Map<String, String> fields) {

    private static final String KEY_VERSION = "0";
    private static final String ALGORITHM = "HmacSHA1";
    /** A public key for tests: the stub issues and checks these tokens itself. */
    private static final byte[] KEY = "zimbra-proxy-stub".getBytes(StandardCharsets.US_ASCII);

    private static final Duration LIFETIME = Duration.ofDays(2);

    public SignedToken {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Creates a user's token, valid for two days, with the fields of a Zimbra 10.1 mailbox server. */
    public static SignedToken of(String zimbraId) {
        return of(zimbraId, Instant.now().plus(LIFETIME));
    }

    public static SignedToken of(String zimbraId, Instant expiry) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", zimbraId);
        fields.put("exp", Long.toString(expiry.toEpochMilli()));
        fields.put("type", "zimbra");
        fields.put("tid", "1");
        fields.put("version", "10.1.0_GA_4655");
        return new SignedToken(fields);
    }

    private SignedToken with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new SignedToken(more);
    }

    /** Returns the token for an administrator's cookie, {@code ZM_ADMIN_AUTH_TOKEN}. */
    public SignedToken asAdmin() {
        return with("admin", "1");
    }

    public String zimbraId() {
        return fields.getOrDefault("id", "");
    }

    public boolean isExpired(Instant now) {
        String expiry = fields.getOrDefault("exp", "0");
        return now.toEpochMilli() >= Long.parseLong(expiry);
    }

    /** Returns the value of the cookie. */
    public String encode() {
        StringBuilder data = new StringBuilder();
        fields.forEach((name, value) -> data.append(name)
                .append('=')
                .append(value.getBytes(StandardCharsets.UTF_8).length)
                .append(':')
                .append(value)
                .append(';'));
        String hex = HexFormat.of().formatHex(data.toString().getBytes(StandardCharsets.UTF_8));
        return KEY_VERSION + "_" + hmac(hex) + "_" + hex;
    }

    /** Decodes a token; empty if it is malformed or its signature is wrong. Does not check the expiry. */
    public static Optional<SignedToken> decode(String text) {
        String[] parts = text.split("_", 3);
        if (parts.length != 3 || !isSignedBy(parts[1], parts[2])) {
            return Optional.empty();
        }
        return parse(HexFormat.of().parseHex(parts[2]));
    }

    private static Optional<SignedToken> parse(byte[] data) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = 0;
        while (at < data.length) {
            int equals = indexOf(data, '=', at);
            int colon = indexOf(data, ':', equals);
            if (equals < 0 || colon < 0) {
                return Optional.empty();
            }
            int length = Integer.parseInt(new String(data, equals + 1, colon - equals - 1, StandardCharsets.UTF_8));
            int end = colon + 1 + length;
            fields.put(
                    new String(data, at, equals - at, StandardCharsets.UTF_8),
                    new String(data, colon + 1, length, StandardCharsets.UTF_8));
            at = end + 1;
        }
        return Optional.of(new SignedToken(fields));
    }

    private static int indexOf(byte[] data, char wanted, int from) {
        for (int i = Math.max(from, 0); from >= 0 && i < data.length; i++) {
            if (data[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSignedBy(String signature, String hex) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.US_ASCII), hmac(hex).getBytes(StandardCharsets.US_ASCII));
    }

    private static String hmac(String hex) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(KEY, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(hex.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SignedToken[" + zimbraId() + "]";
    }
}
