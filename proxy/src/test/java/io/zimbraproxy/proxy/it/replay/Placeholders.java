package io.zimbraproxy.proxy.it.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces placeholders in the recording by addresses of the replay. The recording explains them in {@code how_to_read}. */
final class Placeholders {
    private static final Pattern KEY = Pattern.compile("\\{sha256:([^}]*)}");
    private static final Pattern LENGTH = Pattern.compile("\\{len}\r\n([^\r]*)\r\n");

    private final Map<String, String> addresses;
    private final int port;

    /** {@code addresses} are by placeholder name. {@code port} is that of the mailbox servers. */
    Placeholders(Map<String, String> addresses, int port) {
        this.addresses = addresses;
        this.port = port;
    }

    String fill(String text) {
        String filled = text.replace("{port}", String.valueOf(port));
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            filled = filled.replace('{' + address.getKey() + '}', address.getValue());
        }
        filled = KEY.matcher(filled).replaceAll(key -> sha256(key.group(1)));
        return LENGTH.matcher(filled)
                .replaceAll(
                        value -> Matcher.quoteReplacement(value.group(1).length() + "\r\n" + value.group(1) + "\r\n"));
    }

    /** Returns the key in a cache command. */
    static String sha256(String logicalKey) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(logicalKey.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
