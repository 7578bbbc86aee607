package io.zimbraproxy.proxy.it.replay;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.recorded.RecordedCase;
import java.io.IOException;
import java.net.SocketException;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Plays the mail client of a recorded case, and records what the proxy sends. Before each command it waits for as many replies
 * as the recorded client had received, even if their text differs.
 */
final class RecordedMailClient {
    private static final Set<String> POP3_STATUS = Set.of("+OK", "-ERR", "+");

    private final LineClient connection;
    private final ReplayScript script;
    private final boolean pop3;
    private final StringBuilder received = new StringBuilder();
    /** Recorded output of the proxy that the client has not waited for yet. */
    private String pending = "";

    private String lastTag = "";
    private boolean closed;

    private RecordedMailClient(LineClient connection, ReplayScript script) {
        this.connection = connection;
        this.script = script;
        pop3 = script.recorded().protocol().equals("pop3");
    }

    /** Plays the case up to the last reply of the proxy. */
    static void play(LineClient connection, ReplayScript script) throws Exception {
        new RecordedMailClient(connection, script).play();
    }

    /** Returns whether the case was recorded on a port with TLS from the start. */
    static boolean beginsWithTls(RecordedCase recorded) {
        return recorded.setting("tls", "").equals("implicit") || recorded.name().endsWith(", IMAPS");
    }

    private void play() throws Exception {
        if (beginsWithTls(script.recorded())) {
            connection.startTls(TestSite.HOST);
        }
        for (JsonObject step : script.steps()) {
            step(step);
        }
        await();
        // If the output differs, this proxy may keep the session open although the recorded one closed it.
        if (script.closesClient() && script.recordedOutput().startsWith(received.toString())) {
            rest();
        } else {
            probe();
        }
        script.clientReceived(received.toString(), closed);
    }

    private void step(JsonObject step) throws Exception {
        String note = step.getString("note", "");
        if (step.containsKey("proxy")) {
            pending = step.getString("proxy");
        } else if (step.containsKey("client")) {
            await();
            send(step.getString("client"));
        } else if (note.equals("TLS handshake")) {
            await();
            if (!closed) {
                connection.startTls(TestSite.HOST);
            }
        } else if (note.equals("client half-closes")) {
            await();
            connection.endOutput();
        }
    }

    private void send(String text) throws IOException {
        lastTag = word(text);
        try {
            connection.send(text);
        } catch (SocketException | SSLException gone) {
            // The output of the proxy before it closed the connection can still be read.
            rest();
        }
    }

    /** Waits for a line that corresponds to the last pending line, or for the end of the stream. */
    private void await() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        String[] lines = pending.split("\r\n", -1);
        String wanted = word(lines[Math.max(0, lines.length - 2)]);
        pending = "";
        String line = line();
        while (line != null && !corresponds(line, wanted)) {
            line = line();
        }
    }

    private boolean corresponds(String line, String wanted) {
        String word = word(line);
        if (word.equals(wanted)) {
            return true;
        }
        return pop3
                ? word.equals("-ERR") || POP3_STATUS.contains(word) && POP3_STATUS.contains(wanted)
                : word.equals("+") || word.equals(lastTag) || line.startsWith("* BAD");
    }

    /** Returns the first word of a line, which is a tag or a status. */
    private static String word(String line) {
        return line.split("[ \r\n]", 2)[0];
    }

    /** Checks that the session is still open. The probe and its reply are not part of the recorded output. */
    private void probe() throws IOException {
        if (closed) {
            return;
        }
        send(pop3 ? MailboxScript.POP3_PROBE : MailboxScript.IMAP_PROBE);
        String last = "";
        String line = line();
        while (line != null && !(pop3 ? line.equals(MailboxScript.POP3_PROBE_REPLY) : line.startsWith("probe "))) {
            last = line;
            line = line();
        }
        if (line != null) {
            received.setLength(received.length() - line.length());
        } else if (pop3 && last.equals("+OK\r\n")) {
            // The proxy itself replied to QUIT and closed the session.
            received.setLength(received.length() - last.length());
            closed = false;
        }
    }

    private void rest() throws IOException {
        String line = line();
        while (line != null) {
            line = line();
        }
    }

    /** Reads and records the next line, including its end. Returns null at the end of the stream. */
    private String line() throws IOException {
        int start = received.length();
        try {
            for (int b = closed ? -1 : connection.in().read();
                    b >= 0;
                    b = connection.in().read()) {
                received.append((char) b);
                if (b == '\n') {
                    return received.substring(start);
                }
            }
        } catch (SocketException | SSLException reset) {
            // A reset counts as the end. Everything before it has been read.
        }
        closed = true;
        return null;
    }
}
