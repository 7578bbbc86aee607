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

/** Plays a file of {@code src/test/resources/dialogues}. The README there explains the lines. */
final class DialogueScript implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String TLS = "tls";

    private final DialogueTls tls;
    private final FixedLookupHandler lookup;
    private final ServerSocket mailbox;
    private final Wire client;
    private Wire upstream;
    private int lookupsSeen;

    /** Connects the client to a port. The lookup handler returns the port of the mailbox server. */
    DialogueScript(int port, ServerSocket mailbox, FixedLookupHandler lookup, DialogueTls tls) throws IOException {
        this.tls = tls;
        this.lookup = lookup;
        this.mailbox = mailbox;
        mailbox.setSoTimeout(TIMEOUT_MILLIS);
        lookupsSeen = lookup.users().size();
        client = new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Plays all lines in order. */
    void play(DialogueFile file) {
        for (DialogueFile.Line line : file.lines()) {
            try {
                step(line.kind(), line.text());
            } catch (IOException | RuntimeException | AssertionError failed) {
                String where = file.name() + ":" + line.number() + " (" + file.title() + ")" + ": " + line.kind() + " "
                        + line.text();
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
            case "S+" -> assertReceives(client, text);
            case "S~" -> assertThat(client.line()).matches(text);
            case "S." ->
                assertThat(text.equals("alert") ? client.atEndOfTls() : client.atEnd())
                        .as("the proxy has closed the connection of the client")
                        .isTrue();
            case "U:" -> assertThat(upstream.line()).isEqualTo(DialogueText.latin(text));
            case "U+" -> assertReceives(upstream, text);
            case "U~" -> assertThat(upstream.line()).matches(text);
            case "U." -> mailboxSees(text);
            case "M:" -> upstream.send(DialogueText.bytes(text + "\\r\\n"));
            case "M+" -> upstream.send(DialogueText.bytes(text));
            case "M/" -> upstream.sendInPieces(DialogueText.bytes(text + "\\r\\n"));
            case "M." -> mailboxDoes(text);
            case "L:" -> assertLookedUp(text);
            default -> throw new AssertionError("unknown kind of line; see the README of the folder");
        }
    }

    private static void assertReceives(Wire wire, String text) throws IOException {
        assertThat(wire.take(DialogueText.bytes(text).length)).isEqualTo(DialogueText.latin(text));
    }

    private void clientDoes(String action) throws IOException {
        if (action.startsWith(TLS)) {
            client.tlsTo(action.equals(TLS) ? TestSite.HOST : action.substring(TLS.length() + 1), tls.client());
        } else {
            client.end(action);
        }
    }

    private void mailboxDoes(String action) throws IOException {
        if (action.equals(TLS)) {
            upstream.tlsFrom(tls.server("localhost"));
        } else if (action.startsWith(TLS)) {
            String other = action.substring(TLS.length() + 1);
            assertThatThrownBy(() -> upstream.tlsFrom(tls.server(other)))
                    .as("the proxy refuses the certificate of " + other)
                    .isInstanceOf(IOException.class);
        } else {
            upstream.end(action);
        }
    }

    private void mailboxSees(String event) throws IOException {
        switch (event) {
            case "accept" -> upstream = new Wire(mailbox.accept());
            case "end" ->
                assertThat(upstream.atEnd())
                        .as("the proxy has closed the connection to the mailbox server")
                        .isTrue();
            case "none" -> {
                // The client has its reply, so the proxy would have connected by now.
                mailbox.setSoTimeout(1);
                assertThatThrownBy(mailbox::accept)
                        .as("the proxy has not connected")
                        .isInstanceOf(SocketTimeoutException.class);
                mailbox.setSoTimeout(TIMEOUT_MILLIS);
            }
            default -> throw new AssertionError("unknown event " + event);
        }
    }

    private void assertLookedUp(String user) {
        List<String> users = lookup.users();
        List<String> since = users.subList(lookupsSeen, users.size());
        assertThat(since).isEqualTo(user.equals("-") ? List.of() : List.of(DialogueText.latin(user)));
        lookupsSeen = users.size();
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
