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
 * An HTTP/1 request or response.
 *
 * @param start the first line
 * @param fields the header fields, each as {@code Name: value}
 */
record WebMessage(String start, List<String> fields, String body) {
    /** Reads the next message. Only a response has a body without Content-Length, up to the end of the stream. Returns null at the end. */
    static WebMessage read(InputStream in, boolean response) throws IOException {
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
        return response ? message.body(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)) : message;
    }

    /** Reads all messages in a text. */
    static List<WebMessage> all(String text, boolean responses) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        List<WebMessage> all = new ArrayList<>();
        try {
            for (WebMessage next = read(in, responses); next != null; next = read(in, responses)) {
                all.add(next);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return all;
    }

    /** Returns the value of the first field with this name, which must be in lower case. */
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

    /** Returns the message with one more field. */
    WebMessage with(String field) {
        List<String> more = new ArrayList<>(fields);
        more.add(field);
        return new WebMessage(start, List.copyOf(more), body);
    }

    /** Returns the message without the matching fields. */
    WebMessage without(Predicate<String> unwanted) {
        return new WebMessage(start, fields.stream().filter(unwanted.negate()).toList(), body);
    }

    /** Returns the message with changed fields. */
    WebMessage fields(UnaryOperator<String> other) {
        return new WebMessage(start, fields.stream().map(other).toList(), body);
    }

    /** Returns the message as text, with its fields sorted by name. */
    String sorted() {
        List<String> lines = new ArrayList<>(fields);
        lines.sort(Comparator.comparing(WebMessage::name));
        return start + '\n' + String.join("\n", lines) + "\n\n" + body;
    }

    /** Returns the name of a field in lower case. */
    static String name(String field) {
        return field.split(":", 2)[0].toLowerCase(Locale.ROOT);
    }
}
