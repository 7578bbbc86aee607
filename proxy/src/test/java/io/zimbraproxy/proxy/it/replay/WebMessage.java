package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.it.stage.RawText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A request or an answer on the wire, HTTP/1.
 *
 * @param start its first line
 * @param fields {@code Name: value} each
 */
record WebMessage(String start, List<String> fields, String body) {
    /** The next one; null at the end of the stream. A body without Content-Length is one only where it ends the stream. */
    static WebMessage read(InputStream in, boolean answer) throws IOException {
        String head = RawText.head(in);
        if (head == null) {
            return null;
        }
        List<String> lines = new ArrayList<>(List.of(head.split("\r\n")));
        WebMessage message = new WebMessage(lines.remove(0), List.copyOf(lines), "");
        Optional<String> length = message.field("content-length");
        if (length.isPresent()) {
            return message.body(RawText.bytes(in, Integer.parseInt(length.get())));
        }
        return answer ? message.body(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)) : message;
    }

    /** All those in a text. */
    static List<WebMessage> all(String text, boolean answers) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        List<WebMessage> all = new ArrayList<>();
        try {
            for (WebMessage next = read(in, answers); next != null; next = read(in, answers)) {
                all.add(next);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return all;
    }

    /** The value of the first field of this name, in lower case. */
    Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> name(field).equals(name))
                .findFirst()
                .map(field -> field.substring(name.length() + 1).strip());
    }

    WebMessage start(String other) {
        return new WebMessage(other, fields, body);
    }

    WebMessage body(String other) {
        return new WebMessage(start, fields, other);
    }

    /** With one field more. */
    WebMessage with(String field) {
        List<String> more = new ArrayList<>(fields);
        more.add(field);
        return new WebMessage(start, List.copyOf(more), body);
    }

    /** Without those fields. */
    WebMessage without(Predicate<String> unwanted) {
        return new WebMessage(start, fields.stream().filter(unwanted.negate()).toList(), body);
    }

    /** With each field in another form. */
    WebMessage fields(UnaryOperator<String> other) {
        return new WebMessage(start, fields.stream().map(other).toList(), body);
    }

    /** Its fields in the order of their names. */
    String sorted() {
        List<String> lines = new ArrayList<>(fields);
        lines.sort(Comparator.comparing(WebMessage::name));
        return start + '\n' + String.join("\n", lines) + "\n\n" + body;
    }

    /** The name of a field, in lower case. */
    static String name(String field) {
        return field.split(":", 2)[0].toLowerCase(Locale.ROOT);
    }
}
