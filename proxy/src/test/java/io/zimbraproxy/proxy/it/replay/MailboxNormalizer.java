package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.it.stage.RawText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits the input of a mailbox server into commands and normalizes them, so that two proxies can be compared. The arguments of
 * LOGIN are decoded, AUTHENTICATE includes its decoded message, and ID has placeholders for the version of the proxy. Other
 * commands stay unchanged.
 */
final class MailboxNormalizer {
    private static final Pattern LITERAL = Pattern.compile("\\{([0-9]+)}\r\n$");
    private static final Pattern SASL = Pattern.compile("((?:\\S+ AUTHENTICATE|AUTH) PLAIN)\r\n");
    private static final Pattern LOGIN = Pattern.compile("(\\S+ LOGIN) .*", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("\\S+ ID \\(.*", Pattern.DOTALL);

    /** A separator, and a quoted string, a literal or an atom (RFC 3501 section 4). */
    private static final Pattern ARGUMENT =
            Pattern.compile("\\G (?:\"((?:[^\"\\\\]|\\\\.)*)\"|\\{([0-9]+)}\r\n|([^ \"{\r\n]+))", Pattern.DOTALL);

    private MailboxNormalizer() {}

    /** Reads a complete command and requests its continuations. Returns null at the end of the stream. */
    static String command(InputStream in, OutputStream out) throws IOException {
        String line = RawText.line(in);
        StringBuilder command = new StringBuilder();
        while (line != null) {
            command.append(line);
            Matcher literal = LITERAL.matcher(line);
            Matcher sasl = SASL.matcher(command);
            if (literal.find()) {
                RawText.write(out, "+ \r\n");
                command.append(RawText.bytes(in, Integer.parseInt(literal.group(1))));
                line = RawText.line(in);
            } else if (sasl.matches()) {
                RawText.write(out, "+ \r\n");
                String message = RawText.line(in);
                return message == null ? null : sasl.group(1) + ' ' + decoded(message) + "\r\n";
            } else {
                return normalize(command.toString());
            }
        }
        return null;
    }

    /** Returns the command in a text, or empty if the text is incomplete. */
    static Optional<String> complete(String text) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        return Optional.ofNullable(command(in, OutputStream.nullOutputStream()));
    }

    private static String normalize(String command) {
        Matcher login = LOGIN.matcher(command);
        if (login.matches()) {
            return login.group(1) + arguments(command, login.end(1)) + "\r\n";
        }
        return ID.matcher(command).matches()
                ? command.replaceFirst("(\"version\") \"[^\"]*\" (\"X-VIA\")", "$1 {version} $2")
                        .replaceFirst("\\([\\w.-]+/[^()\"]*\\)\"\\)\r\n$", "({software}/{version})\")\r\n")
                : command;
    }

    private static String arguments(String command, int start) {
        StringBuilder arguments = new StringBuilder();
        Matcher argument = ARGUMENT.matcher(command);
        int end = start;
        while (end < command.length() && argument.find(end)) {
            end = argument.end();
            String value = argument.group(3);
            if (argument.group(1) != null) {
                value = argument.group(1).replaceAll("\\\\(.)", "$1");
            } else if (argument.group(2) != null) {
                value = command.substring(end, end + Integer.parseInt(argument.group(2)));
                end += value.length();
            }
            arguments.append(" <").append(value).append('>');
        }
        // Whatever is not an argument stays unchanged.
        return arguments + command.substring(end).stripTrailing();
    }

    private static String decoded(String message) {
        try {
            byte[] plain = Base64.getDecoder().decode(message.strip());
            return '<' + new String(plain, StandardCharsets.ISO_8859_1).replace("\0", "> <") + '>';
        } catch (IllegalArgumentException noBase64) {
            return message.stripTrailing();
        }
    }
}
