package io.zimbraproxy.proxy.fuzz;

import java.util.Base64;
import java.util.List;

/** Generates SASL messages of clients: valid ones, ones with faults, and noise. */
public final class SaslText {
    public static final List<String> MECHANISMS = List.of("PLAIN", "LOGIN", "XOAUTH2", "OAUTHBEARER");

    private SaslText() {}

    /** Returns a message before its base64 encoding. */
    public static String message(Dice dice) {
        String user = Dice.text(dice.secret(0, 12, true)) + dice.oneOf("", "", "/tb", "=2C", ",");
        String valid =
                switch (dice.below(5)) {
                    case 0 -> dice.oneOf("", "admin") + "\0" + user + "\0" + Dice.text(dice.noise(8));
                    case 1 -> "user=" + user + "\u0001auth=Bearer abc\u0001\u0001";
                    case 2 -> dice.oneOf("n,", "y,") + dice.oneOf("a=", "") + user + ",\u0001auth=Bearer x\u0001\u0001";
                    case 3 -> user;
                    default -> dice.syntax(30);
                };
        return dice.onceIn(2) ? valid : dice.faulty(valid);
    }

    /** Returns a line with an encoded message, or another line of a client. */
    public static String line(Dice dice) {
        String base64 = Base64.getEncoder().encodeToString(Dice.bytes(message(dice)));
        return switch (dice.below(8)) {
            case 0 -> dice.oneOf("*", "=", "", " ", "====", "x LOGIN {3}", " {5+}");
            case 1 -> dice.faulty(base64);
            default -> base64;
        };
    }
}
