package io.zimbraproxy.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mail client says, and what it must hear.
 *
 * @param answers how the lines must begin, the greeting first; one more than there are commands
 * @param commands what is said after each of the first answers
 * @param ending what comes after the last one
 */
record Dialogue(List<byte[]> answers, List<byte[]> commands, Ending ending) {
    enum Ending {
        /** The server ends the connection; that is a unit, and another connection is opened. */
        CLOSES,
        /** The last command is said again; each time is a unit. */
        REPEATS,
        /** Nothing more is said. */
        STAYS
    }

    private static final String USER = "bench@example.com";

    static Dialogue imapLogin() {
        return imap(USER, Ending.CLOSES, "b LOGOUT\r\n", "b OK");
    }

    static Dialogue imapPing() {
        return imap(USER, Ending.REPEATS, "b NOOP\r\n", "b OK");
    }

    static Dialogue imapStay() {
        return imap(USER, Ending.STAYS);
    }

    /** A user whom nobody has seen before. */
    static Dialogue imapLoginOf(long number) {
        return imap("user" + number + "@example.com", Ending.CLOSES, "b LOGOUT\r\n", "b OK");
    }

    private static Dialogue imap(String user, Ending ending, String... more) {
        List<String> words = new ArrayList<>(List.of("* OK", "a LOGIN " + user + " secret\r\n", "a OK"));
        words.addAll(List.of(more));
        return of(words, ending);
    }

    static Dialogue pop3Login() {
        List<String> words =
                List.of("+OK", "USER " + USER + "\r\n", "+OK", "PASS secret\r\n", "+OK", "QUIT\r\n", "+OK");
        return of(words, Ending.CLOSES);
    }

    private static Dialogue of(List<String> words, Ending ending) {
        List<byte[]> answers = new ArrayList<>();
        List<byte[]> commands = new ArrayList<>();
        for (String each : words) {
            (answers.size() > commands.size() ? commands : answers).add(each.getBytes(StandardCharsets.US_ASCII));
        }
        return new Dialogue(answers, commands, ending);
    }
}
