package io.zimbraproxy.stub.mail.pop3;

import io.zimbraproxy.stub.mail.Credentials;
import io.zimbraproxy.stub.mail.Dialogue;
import io.zimbraproxy.stub.mail.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** POP3 before login: CAPA, XOIP, NOOP, QUIT, USER and PASS, AUTH PLAIN and X-ZIMBRA. */
public final class Pop3Dialogue implements Dialogue {

    private static final String REFUSAL = "-ERR invalid username/password\r\n";

    private final Map<String, Function<String, Step>> commands = Map.of(
            "CAPA",
                    arguments -> new Step.Reply(
                            "+OK Capability list follows\r\nTOP\r\nUSER\r\nUIDL\r\nXOIP\r\nSASL PLAIN X-ZIMBRA\r\n.\r\n"),
            "XOIP", arguments -> new Step.Identify("XOIP", "", arguments, List.of(), "+OK\r\n"),
            "NOOP", arguments -> new Step.Reply("+OK\r\n"),
            "QUIT", arguments -> new Step.Farewell("+OK goodbye\r\n"),
            "USER", this::user,
            "PASS", this::pass,
            "AUTH", this::auth);

    private final String mailbox;
    private String user = "";
    private String mechanism = "";

    /**
     * A new connection's dialogue.
     *
     * @param mailbox name for the greeting
     */
    public Pop3Dialogue(String mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public String greeting() {
        return "+OK " + mailbox + " Zimbra POP3 server ready\r\n";
    }

    @Override
    public Step line(String line) {
        if (!mechanism.isEmpty()) {
            String begun = mechanism;
            mechanism = "";
            return finish(begun, line);
        }
        String[] parts = line.split(" ", 2);
        return commands.getOrDefault(parts[0].toUpperCase(Locale.ROOT), arguments -> error("unknown command"))
                .apply(parts.length > 1 ? parts[1] : "");
    }

    @Override
    public Step literal(String bytes) {
        throw new IllegalStateException("POP3 has no literals");
    }

    private Step user(String name) {
        user = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return name.isEmpty() ? error("USER takes a name") : new Step.Reply("+OK hello " + name + "\r\n");
    }

    private Step pass(String password) {
        if (user.isEmpty()) {
            return error("USER first");
        }
        String secret = new String(password.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Step.Login("PASS", "", Credentials.password(user, secret), REFUSAL);
    }

    private Step auth(String arguments) {
        String[] parts = arguments.split(" ", 2);
        String name = parts[0].toUpperCase(Locale.ROOT);
        if (!name.equals("PLAIN") && !name.equals("X-ZIMBRA")) {
            return error("mechanism not supported");
        }
        if (parts.length > 1) {
            return finish(name, parts[1]);
        }
        mechanism = name;
        return new Step.Reply("+ \r\n");
    }

    private static Step finish(String mechanism, String message) {
        if (message.equals("*")) {
            return error("authentication aborted");
        }
        return Credentials.decode(message, mechanism.equals("X-ZIMBRA"))
                .<Step>map(credentials -> new Step.Login("AUTH " + mechanism, "", credentials, REFUSAL))
                .orElseGet(() -> error("malformed " + mechanism + " message"));
    }

    private static Step error(String why) {
        return new Step.Reply("-ERR " + why + "\r\n");
    }
}
