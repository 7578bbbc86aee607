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
 * The mail client of a recorded case: says what it said, and notes all that the proxy says. Between the two it waits for as
 * many of the proxy's words as the recorded client had got, be they others.
 */
final class RecordedMailClient {
    private static final Set<String> POP3_STATUS = Set.of("+OK", "-ERR", "+");

    private final LineClient connection;
    private final ReplayScript script;
    private final boolean pop3;
    private final StringBuilder told = new StringBuilder();
    /** What the proxy said in the recording and was not waited for yet. */
    private String pending = "";

    private String lastWord = "";
    private boolean closed;

    private RecordedMailClient(LineClient connection, ReplayScript script) {
        this.connection = connection;
        this.script = script;
        pop3 = script.recorded().protocol().equals("pop3");
    }

    /** Plays the case up to the proxy's last words. */
    static void play(LineClient connection, ReplayScript script) throws Exception {
        new RecordedMailClient(connection, script).play();
    }

    /** Whether the case was recorded on a port that begins with TLS. */
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
        // Who says something else may also go on where the recorded one ended.
        if (script.closesClient() && script.recordedWords().startsWith(told.toString())) {
            rest();
        } else {
            probe();
        }
        script.tellClient(told.toString(), closed);
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
        lastWord = word(text);
        try {
            connection.send(text);
        } catch (SocketException | SSLException gone) {
            // What the proxy said before it left is still to be read.
            rest();
        }
    }

    /** Waits for a line that answers as much as the last one that is pending, or for the end. */
    private void await() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        String[] lines = pending.split("\r\n", -1);
        String wanted = word(lines[Math.max(0, lines.length - 2)]);
        pending = "";
        String line = line();
        while (line != null && !answers(line, wanted)) {
            line = line();
        }
    }

    private boolean answers(String line, String wanted) {
        String word = word(line);
        if (word.equals(wanted)) {
            return true;
        }
        return pop3
                ? word.equals("-ERR") || POP3_STATUS.contains(word) && POP3_STATUS.contains(wanted)
                : word.equals("+") || word.equals(lastWord) || line.startsWith("* BAD");
    }

    /** The word that tells what a line is: tag, or kind of answer. */
    private static String word(String line) {
        return line.split("[ \r\n]", 2)[0];
    }

    /** Asks whether the proxy is still there; question and answer are no part of what it told. */
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
            told.setLength(told.length() - line.length());
        } else if (pop3 && last.equals("+OK\r\n")) {
            // QUIT is answered and ends the session.
            told.setLength(told.length() - last.length());
            closed = false;
        }
    }

    private void rest() throws IOException {
        String line = line();
        while (line != null) {
            line = line();
        }
    }

    /** The next line with its end, which is noted; null at the end of the stream. */
    private String line() throws IOException {
        int start = told.length();
        try {
            for (int b = closed ? -1 : connection.in().read();
                    b >= 0;
                    b = connection.in().read()) {
                told.append((char) b);
                if (b == '\n') {
                    return told.substring(start);
                }
            }
        } catch (SocketException | SSLException reset) {
            // As good as an end: all that came before has been read.
        }
        closed = true;
        return null;
    }
}
