package io.zimbraproxy.proxy.it;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;

/**
 * The client of a recorded case: says what it said. The proxy's words are not compared; it only waits for as many of them as
 * the next word needs.
 */
final class RecordedClient {
    private final Site site;
    private final ReplayScript script;
    private final boolean pop3;
    private MailClient connection;
    /** What the proxy said and was not waited for yet. */
    private String pending = "";

    private RecordedClient(Site site, ReplayScript script) {
        this.site = site;
        this.script = script;
        pop3 = script.recorded().protocol().equals("pop3");
    }

    /** Plays the case up to the proxy's last answer. */
    static void play(Site site, ReplayScript script, InetAddress from) throws Exception {
        new RecordedClient(site, script).play(from);
    }

    private void play(InetAddress from) throws Exception {
        boolean web = script.recorded().protocol().equals("http");
        boolean tls = script.recorded().setting("tls", "").equals("implicit");
        try (MailClient client = MailClient.connect(from, port(web, tls), site.authority())) {
            connection = tls ? client.startTls(Site.HOST) : client;
            for (JsonObject step : script.steps()) {
                step(step);
            }
            // The last answer, whatever it is: all questions come before it.
            if (web) {
                client.rest();
            } else {
                client.line();
            }
        } catch (SocketException cut) {
            // A connection that is reset is an answer too; what was asked because of it is in the trace.
        }
    }

    private int port(boolean web, boolean tls) {
        if (web) {
            return site.http();
        }
        if (pop3) {
            return tls ? site.pop3s() : site.pop3();
        }
        return tls ? site.imaps() : site.imap();
    }

    private void step(JsonObject step) throws Exception {
        String note = step.getString("note", "");
        if (step.containsKey("proxy")) {
            pending = step.getString("proxy");
        } else if (step.containsKey("client")) {
            await();
            connection.send(step.getString("client"));
        } else if (note.equals("TLS handshake")) {
            await();
            connection.startTls(Site.HOST);
        } else if (note.equals("client half-closes")) {
            await();
            connection.endOutput();
        }
    }

    /** Waits for a line like the last one that is pending, or for the end. */
    private void await() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        String[] lines = pending.split("\r\n", -1);
        String wanted = word(lines[Math.max(0, lines.length - 2)]);
        pending = "";
        String line = connection.line();
        while (line != null && !word(line).equals(wanted)) {
            line = connection.line();
        }
    }

    /** The word that tells what a line is: tag or kind of answer. */
    private String word(String line) {
        String first = line.split(" ", 2)[0];
        return pop3 && (first.equals("-ERR") || first.equals("+")) ? "+OK" : first;
    }
}
