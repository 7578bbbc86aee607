package io.zimbraproxy.stub.mail.imap;

import io.zimbraproxy.stub.journal.Field;
import io.zimbraproxy.stub.mail.MailboxCredentials;
import io.zimbraproxy.stub.mail.MailboxDialogue;
import io.zimbraproxy.stub.mail.MailboxMechanism;
import io.zimbraproxy.stub.mail.MailboxStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IMAP before login: CAPABILITY, ID, NOOP, LOGOUT, LOGIN, AUTHENTICATE PLAIN and X-ZIMBRA. */
public final class ImapMailboxDialogue implements MailboxDialogue {

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,9})(\\+?)}$");
    private static final int MAX_LITERAL = 64 * 1024;

    private final Map<String, Function<Command, MailboxStep>> commands = Map.of(
            "CAPABILITY", this::capability,
            "NOOP", command -> new MailboxStep.Reply(command.tag() + " OK NOOP completed\r\n"),
            "LOGOUT", ImapMailboxDialogue::logout,
            "ID", ImapMailboxDialogue::id,
            "LOGIN", ImapMailboxDialogue::login,
            "AUTHENTICATE", this::authenticate);

    private final String mailbox;
    private final String capabilities;
    private String pending = "";
    /** The AUTHENTICATE command that waits for its SASL message; null at other times. */
    private @Nullable Authentication authenticating;

    /**
     * Creates the dialogue of a new connection.
     *
     * @param mailbox name in the greeting
     * @param capabilities capabilities of the backend; the dialogue adds ID and the SASL mechanisms
     */
    public ImapMailboxDialogue(String mailbox, String capabilities) {
        this.mailbox = mailbox;
        this.capabilities = capabilities + " ID SASL-IR AUTH=PLAIN AUTH=X-ZIMBRA";
    }

    /** An AUTHENTICATE command with its mechanism. */
    private record Authentication(Command command, MailboxMechanism mechanism) {

        MailboxStep finish(String message) {
            if (message.equals("*")) {
                return command.bad("AUTHENTICATE aborted");
            }
            return MailboxCredentials.decode(message, mechanism)
                    .<MailboxStep>map(credentials -> new MailboxStep.Login(
                            "AUTHENTICATE " + mechanism.saslName(),
                            command.tag(),
                            credentials,
                            command.tag() + " NO AUTHENTICATE failed\r\n"))
                    .orElseGet(() -> command.bad("malformed " + mechanism.saslName() + " message"));
        }
    }

    /** A command with its arguments, including literals. */
    private record Command(String tag, String name, String arguments) {

        static Command parse(String text) {
            String[] parts = text.split(" ", 3);
            return new Command(
                    parts[0].isEmpty() ? "*" : parts[0],
                    parts.length > 1 ? parts[1].toUpperCase(Locale.ROOT) : "",
                    parts.length > 2 ? parts[2] : "");
        }

        MailboxStep bad(String why) {
            return new MailboxStep.Reply(tag + " BAD " + why + "\r\n");
        }
    }

    @Override
    public String greeting() {
        return "* OK " + mailbox + " Zimbra IMAP4rev1 server ready\r\n";
    }

    @Override
    public MailboxStep line(String line) {
        if (authenticating != null) {
            Authentication begun = authenticating;
            authenticating = null;
            return begun.finish(line);
        }
        Matcher literal = LITERAL.matcher(line);
        if (literal.find()) {
            int length = Integer.parseInt(literal.group(1));
            if (length > MAX_LITERAL) {
                return new MailboxStep.Farewell("* BAD literal too long\r\n* BYE\r\n");
            }
            pending += line + "\r\n";
            return new MailboxStep.Literal(literal.group(2).isEmpty() ? "+ \r\n" : "", length);
        }
        Command command = Command.parse(pending + line);
        pending = "";
        return commands.getOrDefault(command.name(), unknown -> unknown.bad("command not known before login"))
                .apply(command);
    }

    @Override
    public MailboxStep literal(String bytes) {
        pending += bytes;
        return new MailboxStep.More();
    }

    private MailboxStep capability(Command command) {
        return new MailboxStep.Reply(
                "* CAPABILITY " + capabilities + "\r\n" + command.tag() + " OK CAPABILITY completed\r\n");
    }

    private static MailboxStep logout(Command command) {
        return new MailboxStep.Farewell("* BYE logging out\r\n" + command.tag() + " OK LOGOUT completed\r\n");
    }

    /** Handles ID (RFC 2971). The server sends no parameters of its own. */
    private static MailboxStep id(Command command) {
        return parameters(new ImapTokens(command.arguments()))
                .<MailboxStep>map(fields -> new MailboxStep.Identify(
                        "ID", command.tag(), "", fields, "* ID NIL\r\n" + command.tag() + " OK ID completed\r\n"))
                .orElseGet(() -> command.bad("ID takes NIL or a list of pairs"));
    }

    private static Optional<List<Field>> parameters(ImapTokens tokens) {
        List<Field> fields = new ArrayList<>();
        if (!tokens.accept('(')) {
            return tokens.string().filter("NIL"::equalsIgnoreCase).map(nil -> fields);
        }
        while (!tokens.accept(')')) {
            Optional<String> name = tokens.string();
            Optional<String> value = tokens.string();
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            fields.add(new Field(utf8(name.get()), utf8(value.get())));
        }
        return Optional.of(fields);
    }

    private static MailboxStep login(Command command) {
        ImapTokens tokens = new ImapTokens(command.arguments());
        Optional<String> user = tokens.string();
        Optional<String> password = tokens.string();
        if (user.isEmpty() || password.isEmpty() || !tokens.isAtEnd()) {
            return command.bad("LOGIN takes a user and a password");
        }
        return new MailboxStep.Login(
                "LOGIN",
                command.tag(),
                MailboxCredentials.password(utf8(user.get()), utf8(password.get())),
                command.tag() + " NO LOGIN failed\r\n");
    }

    private MailboxStep authenticate(Command command) {
        String[] arguments = command.arguments().split(" ", 2);
        Optional<MailboxMechanism> mechanism = MailboxMechanism.of(arguments[0]);
        if (mechanism.isEmpty()) {
            return new MailboxStep.Reply(command.tag() + " NO mechanism not supported\r\n");
        }
        Authentication begun = new Authentication(command, mechanism.get());
        if (arguments.length > 1) {
            return begun.finish(arguments[1]);
        }
        authenticating = begun;
        return new MailboxStep.Reply("+ \r\n");
    }

    /** Decodes UTF-8, in which clients send user names and passwords; the dialogue's text has one character per byte. */
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
