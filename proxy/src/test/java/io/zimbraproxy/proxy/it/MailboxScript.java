package io.zimbraproxy.proxy.it;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a mailbox server says, by what it is told: this proxy may put a login into other words than the recorded one, and the
 * server understands both.
 */
final class MailboxScript {
    private enum Kind {
        CONNECT,
        ID,
        XOIP,
        USER,
        /** A line that ends in a literal's length, or a SASL command without its message. */
        INCOMPLETE,
        OTHER;

        static Kind of(String line) {
            String text = line.stripTrailing();
            if (text.matches("\\S+ ID .*")) {
                return ID;
            }
            if (text.startsWith("XOIP ")) {
                return XOIP;
            }
            if (text.startsWith("USER ")) {
                return USER;
            }
            return text.endsWith("}") || text.endsWith("AUTH PLAIN") || text.endsWith("AUTHENTICATE PLAIN")
                    ? INCOMPLETE
                    : OTHER;
        }
    }

    private final Map<Kind, Deque<String>> replies = new EnumMap<>(Kind.class);
    private final boolean closes;
    private final boolean hangs;
    private String tag = "*";

    MailboxScript(String name, List<JsonObject> steps) {
        closes = name.contains("upstream closes");
        hangs = name.contains("upstream does not greet");
        Kind told = Kind.CONNECT;
        for (JsonObject step : steps) {
            if (step.containsKey("to_upstream")) {
                told = Kind.of(step.getString("to_upstream"));
            } else if (step.containsKey("from_upstream")) {
                replies.computeIfAbsent(told, none -> new ArrayDeque<>()).add(step.getString("from_upstream"));
            }
        }
    }

    /** Whether the server is silent for ever. */
    boolean hangs() {
        return hangs;
    }

    /** The greeting; null when the server closes the connection instead. */
    synchronized String greeting(boolean pop3) {
        return next(Kind.CONNECT, pop3 ? "+OK ready\r\n" : "* OK ready\r\n");
    }

    /** The reply to a line; null when the server closes the connection instead. */
    synchronized String reply(boolean pop3, String line) {
        Kind told = Kind.of(line);
        if (line.indexOf(' ') > 0) {
            tag = line.substring(0, line.indexOf(' '));
        }
        if (told == Kind.INCOMPLETE) {
            return "+ \r\n";
        }
        return next(told, pop3 ? "+OK\r\n" : tag + " OK completed\r\n");
    }

    private String next(Kind told, String otherwise) {
        Deque<String> recorded = replies.getOrDefault(told, new ArrayDeque<>());
        if (!recorded.isEmpty()) {
            return recorded.remove();
        }
        return closes && (told == Kind.CONNECT || told == Kind.OTHER) ? null : otherwise;
    }
}
