package io.zimbraproxy.stub.mail.bulk;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.stub.mail.InputBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An IMAP session after login with virtual messages: SELECT, LIST, STATUS, FETCH, UID FETCH and the simple commands. */
final class BulkSession {

    private static final String DATE = "\"05-Jan-2026 08:00:00 +0000\"";

    private final Map<String, Consumer<Command>> commands = Map.ofEntries(
            Map.entry(
                    "CAPABILITY",
                    command -> done(command, "* CAPABILITY " + BulkBackend.IMAP_CAPABILITIES + " ID\r\n")),
            Map.entry("ID", command -> done(command, "* ID NIL\r\n")),
            Map.entry("NOOP", command -> done(command, "")),
            Map.entry("CHECK", command -> done(command, "")),
            Map.entry("CLOSE", command -> done(command, "")),
            Map.entry("LIST", command -> done(command, "* LIST () \"/\" INBOX\r\n")),
            Map.entry("LSUB", command -> done(command, "* LSUB () \"/\" INBOX\r\n")),
            Map.entry("SELECT", this::select),
            Map.entry("EXAMINE", this::select),
            Map.entry("STATUS", this::status),
            Map.entry("FETCH", command -> fetch(command, command.arguments())),
            Map.entry("UID", this::uid),
            Map.entry("LOGOUT", this::logout));

    private final NetSocket client;
    private final List<Long> sizes;
    private final InputBuffer input = new InputBuffer();
    private boolean streaming;

    BulkSession(NetSocket client, List<Long> sizes) {
        this.client = client;
        this.sizes = sizes;
    }

    private record Command(String tag, String name, String arguments) {}

    void start(String tag, Buffer early) {
        client.write(tag + " OK LOGIN completed\r\n");
        client.handler(bytes -> {
            input.append(bytes);
            advance();
        });
        input.append(early);
        client.resume();
        advance();
    }

    private void advance() {
        while (!streaming) {
            Optional<String> line = input.line();
            if (line.isEmpty()) {
                return;
            }
            String[] parts = line.get().split(" ", 3);
            Command command = new Command(
                    parts[0],
                    parts.length > 1 ? parts[1].toUpperCase(Locale.ROOT) : "",
                    parts.length > 2 ? parts[2] : "");
            commands.getOrDefault(command.name(), this::unknown).accept(command);
        }
    }

    private void select(Command command) {
        String mode = command.name().equals("SELECT") ? "[READ-WRITE] " : "[READ-ONLY] ";
        client.write("* " + sizes.size() + " EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n"
                + "* OK [PERMANENTFLAGS ()] none\r\n* OK [UIDVALIDITY 1] stays\r\n"
                + "* OK [UIDNEXT " + (sizes.size() + 1) + "] next\r\n"
                + command.tag() + " OK " + mode + command.name() + " completed\r\n");
    }

    private void status(Command command) {
        done(
                command,
                "* STATUS INBOX (MESSAGES " + sizes.size() + " RECENT 0 UNSEEN 0 UIDVALIDITY 1 UIDNEXT "
                        + (sizes.size() + 1) + ")\r\n");
    }

    private void uid(Command command) {
        String[] parts = command.arguments().split(" ", 2);
        if (parts.length == 2 && parts[0].equalsIgnoreCase("FETCH")) {
            fetch(command, parts[1] + " UID");
        } else {
            unknown(command);
        }
    }

    private void fetch(Command command, String arguments) {
        Optional<BulkFetch> fetch = BulkFetch.parse(arguments, sizes.size());
        if (fetch.isEmpty()) {
            client.write(command.tag() + " BAD the bulk mailbox fetches UID, FLAGS, INTERNALDATE, RFC822.SIZE, RFC822,"
                    + " BODY[] and BODY[HEADER]\r\n");
            return;
        }
        streaming = true;
        next(command, fetch.get(), fetch.get().messages().iterator());
    }

    /** Sends the reply for one message, and for the next message when all bytes of this one are written. */
    private void next(Command command, BulkFetch fetch, Iterator<Integer> messages) {
        if (!messages.hasNext()) {
            streaming = false;
            done(command, "");
            advance();
            return;
        }
        int number = messages.next();
        long size = sizes.get(number - 1);
        String items = fetch.items().stream()
                .distinct()
                .map(item -> item + " " + value(item, number, size))
                .collect(Collectors.joining(" "));
        if (fetch.section().isEmpty()) {
            client.write("* " + number + " FETCH (" + items + ")\r\n");
            next(command, fetch, messages);
            return;
        }
        BulkFetch.Section section = fetch.section().get();
        long end = section.end(size);
        client.write("* " + number + " FETCH (" + items + (items.isEmpty() ? "" : " ") + section.label() + " {"
                + (end - section.from()) + "}\r\n");
        BulkStream.write(client, section.from(), end, () -> {
            client.write(")\r\n");
            next(command, fetch, messages);
        });
    }

    private static String value(String item, int number, long size) {
        return switch (item) {
            case "UID" -> Integer.toString(number);
            case "FLAGS" -> "(\\Seen)";
            case "INTERNALDATE" -> DATE;
            default -> Long.toString(size);
        };
    }

    private void logout(Command command) {
        client.end(Buffer.buffer("* BYE logging out\r\n" + command.tag() + " OK LOGOUT completed\r\n"));
    }

    private void unknown(Command command) {
        client.write(command.tag() + " BAD not known in the bulk mailbox\r\n");
    }

    private void done(Command command, String untagged) {
        client.write(untagged + command.tag() + " OK " + command.name() + " completed\r\n");
    }
}
