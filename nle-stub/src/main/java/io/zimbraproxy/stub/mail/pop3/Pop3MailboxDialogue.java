package io.zimbraproxy.stub.mail.pop3;

import io.zimbraproxy.stub.mail.MailboxCredentials;
import io.zimbraproxy.stub.mail.MailboxDialogue;
import io.zimbraproxy.stub.mail.MailboxMechanism;
import io.zimbraproxy.stub.mail.MailboxStep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** POP3 before login: CAPA, XOIP, NOOP, QUIT, USER and PASS, AUTH PLAIN and X-ZIMBRA. */
public final class Pop3MailboxDialogue implements MailboxDialogue {

    private static final String REFUSAL = "-ERR invalid username/password\r\n";

    private final Map<String, Function<String, MailboxStep>> commands = Map.of(
            "CAPA",
                    arguments -> new MailboxStep.Reply(
                            "+OK Capability list follows\r\nTOP\r\nUSER\r\nUIDL\r\nXOIP\r\nSASL PLAIN X-ZIMBRA\r\n.\r\n"),
            "XOIP", arguments -> new MailboxStep.Identify("XOIP", "", arguments, List.of(), "+OK\r\n"),
            "NOOP", arguments -> new MailboxStep.Reply("+OK\r\n"),
            "QUIT", arguments -> new MailboxStep.Farewell("+OK goodbye\r\n"),
            "USER", this::user,
            "PASS", this::pass,
            "AUTH", this::auth);

    private final String mailbox;
    private String user = "";
    /** The mechanism of the AUTH command that waits for its SASL message; null at other times. */
    private @Nullable MailboxMechanism authenticating;

    /**
     * Creates the dialogue of a new connection.
     *
     * @param mailbox name in the greeting
     */
    public Pop3MailboxDialogue(String mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public String greeting() {
        return "+OK " + mailbox + " Zimbra POP3 server ready\r\n";
    }

    @Override
    public MailboxStep line(String line) {
        if (authenticating != null) {
            MailboxMechanism mechanism = authenticating;
            authenticating = null;
            return finish(mechanism, line);
        }
        String[] parts = line.split(" ", 2);
        return commands.getOrDefault(parts[0].toUpperCase(Locale.ROOT), arguments -> error("unknown command"))
                .apply(parts.length > 1 ? parts[1] : "");
    }

    @Override
    public MailboxStep literal(String bytes) {
        throw new IllegalStateException("POP3 has no literals");
    }

    private MailboxStep user(String name) {
        user = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return name.isEmpty() ? error("USER takes a name") : new MailboxStep.Reply("+OK hello " + name + "\r\n");
    }

    private MailboxStep pass(String password) {
        if (user.isEmpty()) {
            return error("USER first");
        }
        String secret = new String(password.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new MailboxStep.Login("PASS", "", MailboxCredentials.password(user, secret), REFUSAL);
    }

    private MailboxStep auth(String arguments) {
        String[] parts = arguments.split(" ", 2);
        Optional<MailboxMechanism> mechanism = MailboxMechanism.of(parts[0]);
        if (mechanism.isEmpty()) {
            return error("mechanism not supported");
        }
        if (parts.length > 1) {
            return finish(mechanism.get(), parts[1]);
        }
        authenticating = mechanism.get();
        return new MailboxStep.Reply("+ \r\n");
    }

    private static MailboxStep finish(MailboxMechanism mechanism, String message) {
        if (message.equals("*")) {
            return error("authentication aborted");
        }
        return MailboxCredentials.decode(message, mechanism)
                .<MailboxStep>map(
                        credentials -> new MailboxStep.Login("AUTH " + mechanism.saslName(), "", credentials, REFUSAL))
                .orElseGet(() -> error("malformed " + mechanism.saslName() + " message"));
    }

    private static MailboxStep error(String why) {
        return new MailboxStep.Reply("-ERR " + why + "\r\n");
    }
}
