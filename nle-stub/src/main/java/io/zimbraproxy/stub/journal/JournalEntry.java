package io.zimbraproxy.stub.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing a client asked of the stub.
 *
 * @param at when
 * @param target which port: {@code lookup/1}, {@code mailbox-1/imap}
 * @param client the peer, {@code address:port}
 * @param action HTTP method, or the mail command (CONNECT, ID, XOIP, LOGIN, AUTHENTICATE PLAIN, PASS, ...)
 * @param subject request target; for a login the user as sent; for XOIP the address. Never a password
 * @param fields headers or ID parameters in the order they came
 * @param outcome HTTP status or what became of it: {@code OK}, {@code NO}, {@code fault hang}
 */
public record JournalEntry(
        Instant at, String target, String client, String action, String subject, List<Field> fields, String outcome) {

    public JournalEntry {
        fields = List.copyOf(fields);
    }

    /** The first value of a header or parameter; names are compared without case. */
    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** One line for a log: no field values, they may hold credentials. */
    public String line() {
        return target + " " + client + " " + action + (subject.isEmpty() ? "" : " " + subject) + " -> " + outcome;
    }
}
