package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.RawText;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mailbox server that accepts one bearer token, with one port per protocol. */
final class BearerMailbox implements AutoCloseable {
    static final String TOKEN = "ya29.good-token";

    /** The error challenge for any other token. */
    static final String CHALLENGE = "{\"status\":\"400\",\"schemes\":\"bearer\",\"scope\":\"mail\"}";

    private final RawServer imap;
    private final RawServer pop3;
    private final int imapPort;
    private final int pop3Port;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    BearerMailbox() throws IOException {
        List<Integer> ports = FreePorts.take(2);
        imapPort = ports.get(0);
        pop3Port = ports.get(1);
        imap = RawServer.start("127.0.0.1", imapPort, this::imap);
        pop3 = RawServer.start("127.0.0.1", pop3Port, this::pop3);
    }

    int imapPort() {
        return imapPort;
    }

    int pop3Port() {
        return pop3Port;
    }

    /** The decoded messages of clients, with {@code ^} for Control-A. */
    List<String> messages() {
        return messages;
    }

    private boolean accepts(InputStream in, OutputStream out) throws IOException {
        RawText.write(out, "+ \r\n");
        byte[] message = Base64.getDecoder().decode(RawText.line(in).strip());
        String text = new String(message, StandardCharsets.UTF_8).replace('\1', '^');
        messages.add(text);
        if (text.contains("auth=Bearer " + TOKEN + "^")) {
            return true;
        }
        RawText.write(
                out, "+ " + Base64.getEncoder().encodeToString(CHALLENGE.getBytes(StandardCharsets.US_ASCII)) + "\r\n");
        messages.add("acknowledged with " + RawText.line(in).strip());
        return false;
    }

    private void imap(InputStream in, OutputStream out) throws IOException {
        RawText.write(out, "* OK ready\r\n");
        for (String line = RawText.line(in); line != null; line = RawText.line(in)) {
            String tag = line.substring(0, line.indexOf(' '));
            if (line.contains(" AUTHENTICATE ")) {
                boolean accepted = accepts(in, out);
                RawText.write(out, tag + (accepted ? " OK in\r\n" : " NO [AUTHENTICATIONFAILED] no\r\n"));
            } else if (line.contains(" LIST ")) {
                RawText.write(out, "* LIST () \"/\" INBOX\r\n" + tag + " OK\r\n");
            } else {
                RawText.write(out, tag + " OK\r\n");
            }
        }
    }

    private void pop3(InputStream in, OutputStream out) throws IOException {
        RawText.write(out, "+OK ready\r\n");
        for (String line = RawText.line(in); line != null; line = RawText.line(in)) {
            if (line.startsWith("AUTH ")) {
                RawText.write(out, accepts(in, out) ? "+OK in\r\n" : "-ERR [AUTH] no\r\n");
            } else if (line.startsWith("LIST")) {
                RawText.write(out, "+OK\r\n1 4242\r\n.\r\n");
            } else {
                RawText.write(out, "+OK\r\n");
            }
        }
    }

    @Override
    public void close() throws IOException {
        imap.close();
        pop3.close();
    }
}
