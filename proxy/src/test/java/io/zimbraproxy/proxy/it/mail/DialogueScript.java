package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zimbraproxy.proxy.it.stage.DialogueText;
import io.zimbraproxy.proxy.it.stage.DialogueTls;
import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;

/** Plays one file of {@code src/test/resources/dialogues}; its README explains the lines. */
final class DialogueScript implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String TLS = "tls";

    private final DialogueTls tls;
    private final FixedLookupHandler lookup;
    private final ServerSocket mailbox;
    private final Wire client;
    private Wire upstream;
    private int lookupsSeen;

    /** A client of {@code port}, and a mailbox server that the lookup leads to. */
    DialogueScript(int port, ServerSocket mailbox, FixedLookupHandler lookup, DialogueTls tls) throws IOException {
        this.tls = tls;
        this.lookup = lookup;
        this.mailbox = mailbox;
        mailbox.setSoTimeout(TIMEOUT_MILLIS);
        lookupsSeen = lookup.users().size();
        client = new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Plays the lines from first to last. */
    void play(DialogueFile file) {
        for (DialogueFile.Line line : file.lines()) {
            try {
                step(line.kind(), line.text());
            } catch (IOException | RuntimeException | AssertionError failed) {
                String where = file + ":" + line.number() + ": " + line.kind() + " " + line.text();
                throw new AssertionError(where + "\n" + failed, failed);
            }
        }
    }

    private void step(String kind, String text) throws IOException {
        switch (kind) {
            case "C:" -> client.send(DialogueText.bytes(text + "\\r\\n"));
            case "C+" -> client.send(DialogueText.bytes(text));
            case "C/" -> client.sendInPieces(DialogueText.bytes(text + "\\r\\n"));
            case "C." -> clientDoes(text);
            case "S:" -> assertThat(client.line()).isEqualTo(DialogueText.latin(text));
            case "S+" -> assertTaken(client, text);
            case "S~" -> assertThat(client.line()).matches(text);
            case "S." ->
                assertThat(text.equals("alert") ? client.atEndOfTls() : client.atEnd())
                        .as("the client's stream has ended")
                        .isTrue();
            case "U:" -> assertThat(upstream.line()).isEqualTo(DialogueText.latin(text));
            case "U+" -> assertTaken(upstream, text);
            case "U~" -> assertThat(upstream.line()).matches(text);
            case "U." -> mailboxSees(text);
            case "M:" -> upstream.send(DialogueText.bytes(text + "\\r\\n"));
            case "M+" -> upstream.send(DialogueText.bytes(text));
            case "M/" -> upstream.sendInPieces(DialogueText.bytes(text + "\\r\\n"));
            case "M." -> mailboxDoes(text);
            case "L:" -> lookedUp(text);
            default -> throw new AssertionError("unknown kind of line; see the README of the folder");
        }
    }

    private static void assertTaken(Wire wire, String text) throws IOException {
        assertThat(wire.take(DialogueText.bytes(text).length)).isEqualTo(DialogueText.latin(text));
    }

    private void clientDoes(String what) throws IOException {
        if (what.startsWith(TLS)) {
            client.tlsTo(what.equals(TLS) ? TestSite.HOST : what.substring(TLS.length() + 1), tls.client());
        } else {
            client.end(what);
        }
    }

    private void mailboxDoes(String what) throws IOException {
        if (what.equals(TLS)) {
            upstream.tlsFrom(tls.server("localhost"));
        } else if (what.startsWith(TLS)) {
            String other = what.substring(TLS.length() + 1);
            assertThatThrownBy(() -> upstream.tlsFrom(tls.server(other)))
                    .as("the proxy does not take the certificate of " + other)
                    .isInstanceOf(IOException.class);
        } else {
            upstream.end(what);
        }
    }

    private void mailboxSees(String what) throws IOException {
        switch (what) {
            case "accept" -> upstream = new Wire(mailbox.accept());
            case "end" ->
                assertThat(upstream.atEnd())
                        .as("the proxy has ended its stream")
                        .isTrue();
            case "none" -> {
                // Whoever waited for an answer that came later would be here by now.
                mailbox.setSoTimeout(1);
                assertThatThrownBy(mailbox::accept)
                        .as("nobody has connected")
                        .isInstanceOf(SocketTimeoutException.class);
                mailbox.setSoTimeout(TIMEOUT_MILLIS);
            }
            default -> throw new AssertionError("unknown event " + what);
        }
    }

    private void lookedUp(String user) {
        List<String> asked = lookup.users();
        List<String> since = asked.subList(lookupsSeen, asked.size());
        assertThat(since).isEqualTo(user.equals("-") ? List.of() : List.of(DialogueText.latin(user)));
        lookupsSeen = asked.size();
    }

    @Override
    public void close() throws IOException {
        client.close();
        if (upstream != null) {
            upstream.close();
        }
        mailbox.close();
    }
}
