package io.zimbraproxy.stub.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request, connection or login of a client.
 *
 * @param at time of arrival
 * @param target name of the port: {@code lookup/1}, {@code mailbox-1/imap}
 * @param client address of the client, {@code address:port}
 * @param action HTTP method, or the mail command (CONNECT, ID, XOIP, LOGIN, AUTHENTICATE PLAIN, PASS, ...)
 * @param subject request target; for a login the user as sent; for XOIP the address. Never a password
 * @param fields headers or ID parameters in the order received
 * @param outcome HTTP status or result: {@code OK}, {@code NO}, {@code fault hang}
 */
public record JournalEntry(
        Instant at, String target, String client, String action, String subject, List<Field> fields, String outcome) {

    public JournalEntry {
        fields = List.copyOf(fields);
    }

    /** Returns the first value of a header or parameter; ignores the case of names. */
    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** Returns one line for a log, without field values, since these may contain credentials. */
    public String line() {
        return target + " " + client + " " + action + (subject.isEmpty() ? "" : " " + subject) + " -> " + outcome;
    }
}
