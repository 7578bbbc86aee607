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
 * The replies of the mailbox server in a recorded case, by command. Commands are normalized by {@link MailboxNormalizer}, because
 * this proxy may write a login in another form than the recorded one.
 */
final class MailboxScript {
    /** Checks at the end of a case that the session is still open. It is not part of the case. */
    static final String IMAP_PROBE = "probe NOOP\r\n";

    /** Checks the same for POP3. It also ends a session before login; after login, this server replies {@link #POP3_PROBE_REPLY}. */
    static final String POP3_PROBE = "QUIT\r\n";

    static final String POP3_PROBE_REPLY = "+OK probe\r\n";

    /** Stands for the connection, to which the greeting is the reply. */
    private static final String CONNECT = "";

    private final Map<String, Deque<String>> replies = new HashMap<>();
    private final PeerTrace actual;
    private final boolean closes;
    private final boolean hangs;
    private int connections;

    /** Adds the recorded commands to {@code expected}, and the received ones to {@code actual}. */
    MailboxScript(String name, List<JsonObject> steps, PeerTrace expected, PeerTrace actual) throws IOException {
        this.actual = actual;
        hangs = name.contains("upstream does not greet");
        boolean talked = name.contains("upstream closes");
        String command = CONNECT;
        String received = "";
        for (JsonObject step : steps) {
            received += step.getString("to_upstream", "");
            String complete = MailboxNormalizer.complete(received).orElse(null);
            if (complete != null) {
                expected.add("mailbox", complete);
                command = complete;
                received = "";
                replies(command).add("");
            } else if (step.containsKey("from_upstream") && received.isEmpty()) {
                Deque<String> same = replies(command);
                same.add((same.isEmpty() ? "" : same.removeLast()) + step.getString("from_upstream"));
            }
            talked |= step.containsKey("from_upstream");
        }
        boolean proxyClosesThis = closes(steps, "to_upstream");
        if (proxyClosesThis) {
            expected.add("mailbox", "(closed)\n");
        }
        // The server closes only a connection on which bytes were exchanged.
        closes = talked && !proxyClosesThis && closes(steps, "proxy");
    }

    private static boolean closes(List<JsonObject> steps, String connection) {
        return steps.stream().anyMatch(step -> connection.equals(step.getString("close")));
    }

    private Deque<String> replies(String command) {
        return replies.computeIfAbsent(command, none -> new ArrayDeque<>());
    }

    /** Serves a connection until one side closes it. */
    void serve(boolean pop3, InputStream in, OutputStream out) throws IOException {
        begin();
        try {
            if (hangs) {
                RawText.line(in);
                return;
            }
            if (servedToTheEnd(pop3, in, out)) {
                actual.add("mailbox", "(closed)\n");
            }
        } finally {
            end();
        }
    }

    /** Replies to commands. Returns whether the proxy, not this server, closed the connection. */
    private boolean servedToTheEnd(boolean pop3, InputStream in, OutputStream out) {
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

    /** Returns the greeting, or null if the server closes the connection instead. */
    private synchronized String greeting(boolean pop3) {
        return isOver() ? null : next(CONNECT, pop3 ? "+OK ready\r\n" : "* OK ready\r\n");
    }

    /** Returns the reply to a command; it is empty if the recorded server did not reply. */
    private synchronized String reply(boolean pop3, String command) {
        boolean known = !replies.getOrDefault(command, new ArrayDeque<>()).isEmpty();
        if (!known && command.equals(pop3 ? POP3_PROBE : IMAP_PROBE)) {
            return pop3 ? POP3_PROBE_REPLY : "probe OK completed\r\n";
        }
        actual.add("mailbox", command);
        return next(command, pop3 ? "+OK\r\n" : command.split(" ", 2)[0] + " OK completed\r\n");
    }

    private String next(String command, String otherwise) {
        Deque<String> recorded = replies.getOrDefault(command, new ArrayDeque<>());
        return recorded.isEmpty() ? otherwise : recorded.remove();
    }

    /** Returns whether all replies are sent and the recorded server closed the connection then. */
    private synchronized boolean isOver() {
        return closes && replies.values().stream().allMatch(Deque::isEmpty);
    }

    private synchronized void begin() {
        connections++;
    }

    private synchronized void end() {
        connections--;
        notifyAll();
    }

    /** Waits until the proxy has closed its connections. If it does not, the trace lacks the end, and the case fails. */
    synchronized void awaitEnd() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        long left = end - System.nanoTime();
        while (connections > 0 && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
    }
}
