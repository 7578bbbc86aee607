package io.zimbraproxy.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands of a mail client, and the replies that it expects.
 *
 * @param replies expected beginnings of the server's lines, the greeting first; one more than commands
 * @param commands the command to send after each of the first replies
 * @param ending what happens after the last reply
 */
record MailScript(List<byte[]> replies, List<byte[]> commands, Ending ending) {
    enum Ending {
        /** The server closes the connection. That is one unit; the client opens another connection. */
        CLOSES,
        /** The client sends the last command again. Each reply is one unit. */
        REPEATS,
        /** The session stays open and idle. */
        STAYS
    }

    private static final String USER = "bench@example.com";

    static MailScript imapLogin() {
        return imap(USER, Ending.CLOSES, "b LOGOUT\r\n", "b OK");
    }

    static MailScript imapPing() {
        return imap(USER, Ending.REPEATS, "b NOOP\r\n", "b OK");
    }

    static MailScript imapStay() {
        return imap(USER, Ending.STAYS);
    }

    /** Returns a login of a user with that number, whose route no cache contains. */
    static MailScript imapLoginOf(long number) {
        return imap("user" + number + "@example.com", Ending.CLOSES, "b LOGOUT\r\n", "b OK");
    }

    private static MailScript imap(String user, Ending ending, String... more) {
        List<String> lines = new ArrayList<>(List.of("* OK", "a LOGIN " + user + " secret\r\n", "a OK"));
        lines.addAll(List.of(more));
        return of(lines, ending);
    }

    static MailScript pop3Login() {
        List<String> lines =
                List.of("+OK", "USER " + USER + "\r\n", "+OK", "PASS secret\r\n", "+OK", "QUIT\r\n", "+OK");
        return of(lines, Ending.CLOSES);
    }

    /** Creates a script from replies and commands in turn. */
    private static MailScript of(List<String> lines, Ending ending) {
        List<byte[]> replies = new ArrayList<>();
        List<byte[]> commands = new ArrayList<>();
        for (String line : lines) {
            (replies.size() > commands.size() ? commands : replies).add(line.getBytes(StandardCharsets.US_ASCII));
        }
        return new MailScript(replies, commands, ending);
    }
}
