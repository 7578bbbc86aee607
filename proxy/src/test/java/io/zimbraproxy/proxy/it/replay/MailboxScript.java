package io.zimbraproxy.proxy.it.replay;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.RawText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a mailbox server says, by what it is told: this proxy may put a login into other words than the recorded one, and the
 * server understands both (see {@link MailboxNormalizer}).
 */
final class MailboxScript {
    /** Tells a client that is still connected that it is; not part of a case. */
    static final String IMAP_PROBE = "probe NOOP\r\n";

    /** See {@link #IMAP_PROBE}; ends a session that is not logged in, and this server then answers like no proxy. */
    static final String POP3_PROBE = "QUIT\r\n";

    static final String POP3_PROBE_REPLY = "+OK probe\r\n";

    /** In place of a command. */
    private static final String CONNECT = "";

    private final Map<String, Deque<String>> replies = new HashMap<>();
    private final PeerTrace seen;
    private final boolean closes;
    private final boolean hangs;
    private int conversations;

    /** Notes in {@code expected} what the recorded one was told, and in {@code seen} what this one is. */
    MailboxScript(String name, List<JsonObject> steps, PeerTrace expected, PeerTrace seen) throws IOException {
        this.seen = seen;
        hangs = name.contains("upstream does not greet");
        boolean talks = name.contains("upstream closes");
        String command = CONNECT;
        String told = "";
        for (JsonObject step : steps) {
            told += step.getString("to_upstream", "");
            String complete = MailboxNormalizer.complete(told).orElse(null);
            if (complete != null) {
                expected.add("mailbox", complete);
                command = complete;
                told = "";
                replies(command).add("");
            } else if (step.containsKey("from_upstream") && told.isEmpty()) {
                Deque<String> same = replies(command);
                same.add((same.isEmpty() ? "" : same.removeLast()) + step.getString("from_upstream"));
            }
            talks |= step.containsKey("from_upstream");
        }
        boolean proxyClosesThis = closes(steps, "to_upstream");
        if (proxyClosesThis) {
            expected.add("mailbox", "(closed)\n");
        }
        // Somebody must have begun.
        closes = talks && !proxyClosesThis && closes(steps, "proxy");
    }

    private static boolean closes(List<JsonObject> steps, String connection) {
        return steps.stream().anyMatch(step -> connection.equals(step.getString("close")));
    }

    private Deque<String> replies(String command) {
        return replies.computeIfAbsent(command, none -> new ArrayDeque<>());
    }

    /** Speaks on a connection until one side ends it. */
    void converse(boolean pop3, InputStream in, OutputStream out) throws IOException {
        begin();
        try {
            if (hangs) {
                RawText.line(in);
                return;
            }
            if (speak(pop3, in, out)) {
                seen.add("mailbox", "(closed)\n");
            }
        } finally {
            end();
        }
    }

    /** True when the other side has ended the connection. */
    private boolean speak(boolean pop3, InputStream in, OutputStream out) {
        try {
            String reply = greeting(pop3);
            while (reply != null) {
                RawText.write(out, reply);
                if (isOver()) {
                    return false;
                }
                String command = MailboxNormalizer.command(in, out);
                if (command == null) {
                    return true;
                }
                reply = reply(pop3, command);
            }
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** The greeting; null when the server closes the connection instead. */
    private synchronized String greeting(boolean pop3) {
        return isOver() ? null : next(CONNECT, pop3 ? "+OK ready\r\n" : "* OK ready\r\n");
    }

    /** The reply to a command, empty when there is none. */
    private synchronized String reply(boolean pop3, String command) {
        boolean known = !replies.getOrDefault(command, new ArrayDeque<>()).isEmpty();
        if (!known && command.equals(pop3 ? POP3_PROBE : IMAP_PROBE)) {
            return pop3 ? POP3_PROBE_REPLY : "probe OK completed\r\n";
        }
        seen.add("mailbox", command);
        return next(command, pop3 ? "+OK\r\n" : command.split(" ", 2)[0] + " OK completed\r\n");
    }

    private String next(String command, String otherwise) {
        Deque<String> recorded = replies.getOrDefault(command, new ArrayDeque<>());
        return recorded.isEmpty() ? otherwise : recorded.remove();
    }

    /** Whether the recorded server had nothing more to say and closed the connection. */
    private synchronized boolean isOver() {
        return closes && replies.values().stream().allMatch(Deque::isEmpty);
    }

    private synchronized void begin() {
        conversations++;
    }

    private synchronized void end() {
        conversations--;
        notifyAll();
    }

    /** Waits until the proxy has closed its connections to this server; if it does not, that is missing in what was seen. */
    synchronized void awaitEnd() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        long left = end - System.nanoTime();
        while (conversations > 0 && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
    }
}
