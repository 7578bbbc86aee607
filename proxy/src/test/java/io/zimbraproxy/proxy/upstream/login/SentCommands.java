package io.zimbraproxy.proxy.upstream.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands in the bytes of a login, parsed independently of the code that wrote them. IMAP commands keep their
 * literals. The last command may be incomplete if the server has not requested the rest.
 */
record SentCommands(List<String> complete, String begun) {
    static SentCommands of(String sent, boolean literals) {
        List<String> complete = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        int at = 0;
        while (at < sent.length()) {
            int end = sent.indexOf("\r\n", at);
            assertThat(end).as("a line end").isNotNegative();
            String line = sent.substring(at, end);
            assertThat(line.matches("[^\r\n\0]*")).as("one line: %s", line).isTrue();
            command.append(line);
            at = end + 2;
            int open = line.lastIndexOf('{');
            if (literals && open >= 0 && line.endsWith("}")) {
                int length = Integer.parseInt(line.substring(open + 1, line.length() - 1));
                command.append("\r\n");
                if (at < sent.length()) {
                    command.append(sent, at, at + length);
                    at += length;
                }
            } else {
                complete.add(command.toString());
                command.setLength(0);
            }
        }
        return new SentCommands(complete, command.toString());
    }

    /** Returns the arguments of an IMAP command from an index on: quoted strings and literals. */
    static List<String> strings(String command, int from) {
        List<String> strings = new ArrayList<>();
        int at = from;
        while (at < command.length()) {
            assertThat(command.charAt(at)).isEqualTo(' ');
            at++;
            if (command.charAt(at) == '{') {
                int close = command.indexOf('}', at);
                int length = Integer.parseInt(command.substring(at + 1, close));
                strings.add(command.substring(close + 3, close + 3 + length));
                at = close + 3 + length;
            } else {
                assertThat(command.charAt(at)).isEqualTo('"');
                StringBuilder text = new StringBuilder();
                for (at++; command.charAt(at) != '"'; at++) {
                    if (command.charAt(at) == '\\') {
                        at++;
                    }
                    text.append(command.charAt(at));
                }
                at++;
                strings.add(text.toString());
            }
        }
        return strings;
    }
}
