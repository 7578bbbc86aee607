package io.zimbraproxy.stub.mail.imap;

import io.zimbraproxy.stub.journal.Field;
import io.zimbraproxy.stub.mail.Credentials;
import io.zimbraproxy.stub.mail.Dialogue;
import io.zimbraproxy.stub.mail.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IMAP before login: CAPABILITY, ID, NOOP, LOGOUT, LOGIN, AUTHENTICATE PLAIN and X-ZIMBRA. */
public final class ImapDialogue implements Dialogue {

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,9})(\\+?)}$");
    private static final int MAX_LITERAL = 64 * 1024;

    private final Map<String, Function<Command, Step>> commands = Map.of(
            "CAPABILITY", this::capability,
            "NOOP", command -> new Step.Reply(command.tag() + " OK NOOP completed\r\n"),
            "LOGOUT", ImapDialogue::logout,
            "ID", ImapDialogue::id,
            "LOGIN", ImapDialogue::login,
            "AUTHENTICATE", this::authenticate);

    private final String mailbox;
    private final String capabilities;
    private String pending = "";
    private Command authenticating;

    /**
     * A new connection's dialogue.
     *
     * @param mailbox name for the greeting
     * @param capabilities what the store behind can do; ID and the SASL mechanisms are added
     */
    public ImapDialogue(String mailbox, String capabilities) {
        this.mailbox = mailbox;
        this.capabilities = capabilities + " ID SASL-IR AUTH=PLAIN AUTH=X-ZIMBRA";
    }

    /** A command with its arguments, literals included. */
    private record Command(String tag, String name, String arguments) {

        static Command parse(String text) {
            String[] parts = text.split(" ", 3);
            return new Command(
                    parts[0].isEmpty() ? "*" : parts[0],
                    parts.length > 1 ? parts[1].toUpperCase(Locale.ROOT) : "",
                    parts.length > 2 ? parts[2] : "");
        }

        Step bad(String why) {
            return new Step.Reply(tag + " BAD " + why + "\r\n");
        }
    }

    @Override
    public String greeting() {
        return "* OK " + mailbox + " Zimbra IMAP4rev1 server ready\r\n";
    }

    @Override
    public Step line(String line) {
        if (authenticating != null) {
            Command command = authenticating;
            authenticating = null;
            return finish(command, line);
        }
        Matcher literal = LITERAL.matcher(line);
        if (literal.find()) {
            int length = Integer.parseInt(literal.group(1));
            if (length > MAX_LITERAL) {
                return new Step.Farewell("* BAD literal too long\r\n* BYE\r\n");
            }
            pending += line + "\r\n";
            return new Step.Literal(literal.group(2).isEmpty() ? "+ \r\n" : "", length);
        }
        Command command = Command.parse(pending + line);
        pending = "";
        return commands.getOrDefault(command.name(), unknown -> unknown.bad("command not known before login"))
                .apply(command);
    }

    @Override
    public Step literal(String bytes) {
        pending += bytes;
        return new Step.More();
    }

    private Step capability(Command command) {
        return new Step.Reply("* CAPABILITY " + capabilities + "\r\n" + command.tag() + " OK CAPABILITY completed\r\n");
    }

    private static Step logout(Command command) {
        return new Step.Farewell("* BYE logging out\r\n" + command.tag() + " OK LOGOUT completed\r\n");
    }

    /** RFC 2971; this server has nothing to say about itself. */
    private static Step id(Command command) {
        return parameters(new ImapTokens(command.arguments()))
                .<Step>map(fields -> new Step.Identify(
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

    private static Step login(Command command) {
        ImapTokens tokens = new ImapTokens(command.arguments());
        Optional<String> user = tokens.string();
        Optional<String> password = tokens.string();
        if (user.isEmpty() || password.isEmpty() || !tokens.isAtEnd()) {
            return command.bad("LOGIN takes a user and a password");
        }
        return new Step.Login(
                "LOGIN",
                command.tag(),
                Credentials.password(utf8(user.get()), utf8(password.get())),
                command.tag() + " NO LOGIN failed\r\n");
    }

    private Step authenticate(Command command) {
        String[] arguments = command.arguments().split(" ", 2);
        String mechanism = arguments[0].toUpperCase(Locale.ROOT);
        if (!mechanism.equals("PLAIN") && !mechanism.equals("X-ZIMBRA")) {
            return new Step.Reply(command.tag() + " NO mechanism not supported\r\n");
        }
        if (arguments.length > 1) {
            return finish(command, arguments[1]);
        }
        authenticating = command;
        return new Step.Reply("+ \r\n");
    }

    private static Step finish(Command command, String message) {
        String mechanism = command.arguments().split(" ", 2)[0].toUpperCase(Locale.ROOT);
        if (message.equals("*")) {
            return command.bad("AUTHENTICATE aborted");
        }
        return Credentials.decode(message, mechanism.equals("X-ZIMBRA"))
                .<Step>map(credentials -> new Step.Login(
                        "AUTHENTICATE " + mechanism,
                        command.tag(),
                        credentials,
                        command.tag() + " NO AUTHENTICATE failed\r\n"))
                .orElseGet(() -> command.bad("malformed " + mechanism + " message"));
    }

    /** Clients write user names and passwords in UTF-8; the dialogue's text has one character a byte. */
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
