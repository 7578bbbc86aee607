package io.zimbraproxy.proxy.fuzz;

/** Generates input from IMAP clients and servers: by the grammar, recorded with faults, or noise. */
public final class ImapText {
    private ImapText() {}

    /** Returns a command of a client, or a part of one. */
    public static String client(Dice dice) {
        return switch (dice.below(12)) {
            case 0 -> Dice.text(dice.noise(40));
            case 1, 2 -> dice.syntax(40) + end(dice);
            case 3, 4, 5 -> dice.faulty(dice.oneOf(RecordedText.IMAP_CLIENT));
            case 6, 7 -> SaslText.line(dice) + end(dice);
            case 8 -> dice.oneOf(" ", "x", "a NOOP", "\0").repeat(dice.below(400)) + end(dice);
            default -> command(dice);
        };
    }

    private static String command(Dice dice) {
        String tag = dice.oneOf("a", "a1", "T.2-_", "", "*", "t".repeat(30 + dice.below(5)));
        String word =
                dice.oneOf("NOOP", "LOGIN", "LOGIN", "login", "ID", "AUTHENTICATE", "LOGOUT", "STARTTLS", "CAPABILITY");
        String arguments =
                switch (word) {
                    case "LOGIN", "login" -> " " + astring(dice) + " " + astring(dice);
                    case "ID" -> dice.oneOf(" NIL", " ()", " (" + astring(dice) + " " + astring(dice) + ")");
                    case "AUTHENTICATE" ->
                        " " + dice.oneOf(SaslText.MECHANISMS) + dice.oneOf("", " " + SaslText.line(dice));
                    default -> dice.oneOf("", "", " ", " x");
                };
        return tag + " " + word + arguments + end(dice);
    }

    /** Returns an astring in any form. The length of a literal may be wrong. */
    private static String astring(Dice dice) {
        String value = Dice.text(dice.secret(0, dice.onceIn(20) ? 300 : 8, true));
        return switch (dice.below(5)) {
            case 0 -> value;
            case 1 -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case 2 -> "{" + dice.oneOf("0", "1", "00000000002", "999999999", "9999999999", "-1", "") + "}\r\n" + value;
            default -> "{" + value.length() + dice.oneOf("", "+") + "}" + dice.oneOf("\r\n", "\r\n", "\n") + value;
        };
    }

    static String end(Dice dice) {
        return dice.oneOf("\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "");
    }

    /** Returns a reply of a mailbox server to a login with the tag {@code a1}. */
    public static String server(Dice dice) {
        return switch (dice.below(10)) {
            case 0 -> Dice.text(dice.noise(40)) + end(dice);
            case 1 -> dice.syntax(40) + end(dice);
            case 2, 3 -> dice.faulty(dice.oneOf(RecordedText.IMAP_SERVER));
            case 4, 5 -> dice.oneOf("+ ", "+", "+ go", "+ eyJzdGF0dXMiOiI0MDEifQ==") + end(dice);
            default ->
                dice.oneOf("* OK hello", "* OK [ALERT] x", "* CAPABILITY A", "* BYE x", "* BAD x", "* ID NIL")
                        + end(dice)
                        + dice.oneOf("", "a1 OK x\r\n", "a1 NO [X] y\r\n", "A1 BAD z\n");
        };
    }

    /** Returns a greeting, mostly a valid one. */
    public static String greeting(Dice dice) {
        return dice.oneOf("* OK ready\r\n", "* OK ready\r\n", "* OK\n", server(dice));
    }
}
