package io.zimbraproxy.proxy.fuzz;

/** Generates input from POP3 clients and servers: by the grammar, recorded with faults, or noise. */
public final class Pop3Text {
    private Pop3Text() {}

    /** Returns a command of a client, or a part of one. */
    public static String client(Dice dice) {
        return switch (dice.below(12)) {
            case 0 -> Dice.text(dice.noise(40));
            case 1, 2 -> dice.syntax(40) + ImapText.end(dice);
            case 3, 4, 5 -> dice.faulty(dice.oneOf(RecordedText.POP3_CLIENT));
            case 6, 7 -> SaslText.line(dice) + ImapText.end(dice);
            case 8 -> dice.oneOf(" ", "x", "NOOP ", "\0").repeat(dice.below(400)) + ImapText.end(dice);
            default -> command(dice);
        };
    }

    private static String command(Dice dice) {
        String word = dice.oneOf("NOOP", "USER", "PASS", "user", "pass", "AUTH", "AUTH", "CAPA", "QUIT", "STLS");
        String argument =
                switch (word) {
                    case "AUTH" -> " " + dice.oneOf(SaslText.MECHANISMS) + dice.oneOf("", " " + SaslText.line(dice));
                    case "USER", "PASS", "user", "pass" -> " " + Dice.text(dice.secret(0, 12, false));
                    default -> dice.oneOf("", "", " ", " x");
                };
        return word + argument + ImapText.end(dice);
    }

    /** Returns a reply of a mailbox server. */
    public static String server(Dice dice) {
        return switch (dice.below(8)) {
            case 0 -> Dice.text(dice.noise(40)) + ImapText.end(dice);
            case 1 -> dice.syntax(40) + ImapText.end(dice);
            case 2 -> dice.faulty(dice.oneOf(RecordedText.POP3_SERVER));
            case 3 -> dice.oneOf("+ ", "+", "+ eyJzdGF0dXMiOiI0MDEifQ==") + ImapText.end(dice);
            default ->
                dice.oneOf("+OK x", "+OK", "+OK <1@x>", "-ERR [AUTH] no", "-ERR [SYS/TEMP] x") + ImapText.end(dice);
        };
    }
}
