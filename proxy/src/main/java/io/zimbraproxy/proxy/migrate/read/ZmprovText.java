package io.zimbraproxy.proxy.migrate.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parser for the output of {@code zmprov gacf, gs, gas -v, gd, gad -v} and for LDIF.
 *
 * <p>Lines are {@code attribute: value} or {@code attribute:: base64}. {@code # name}, or a blank line in LDIF, starts an entry. Any
 * other line continues the value before it.
 */
final class ZmprovText {
    private static final Pattern SURELY_AN_ATTRIBUTE = Pattern.compile("zimbra[A-Za-z0-9]+::? .*", Pattern.DOTALL);
    private static final int LONGEST_VALUE = 1024 * 1024;

    private final InputText text;
    private final boolean ldif;
    private final List<EntryText> entries = new ArrayList<>();

    private @Nullable EntryText entry;
    private @Nullable OpenValue value;

    /** The value that the following lines may continue. */
    private static final class OpenValue {
        private final EntryText entry;
        private final String attribute;
        private final boolean encoded;
        private final int firstLine;
        private final StringBuilder content = new StringBuilder();
        private boolean inPem;

        OpenValue(EntryText entry, Matcher start, int firstLine) {
            this.entry = entry;
            this.attribute = start.group(1);
            this.encoded = start.group(2).equals("::");
            this.firstLine = firstLine;
            append(start.group(3) == null ? "" : start.group(3));
        }

        /** Appends to the value, and tracks whether it ends within PEM text. */
        void append(String more) {
            int begin = more.lastIndexOf("-----BEGIN ");
            int end = more.lastIndexOf("-----END ");
            inPem = begin == end ? inPem : begin > end;
            content.append(more);
        }
    }

    private ZmprovText(InputText text) {
        this.text = text;
        this.ldif = text.lines().stream().anyMatch(line -> line.startsWith("dn:"));
    }

    static List<Entry> parse(InputText text) throws BadInput {
        return new ZmprovText(text).entries();
    }

    private List<Entry> entries() throws BadInput {
        for (int i = 0; i < text.lines().size(); i++) {
            line(text.lines().get(i), i + 1);
        }
        endValue();
        return entries.stream().map(EntryText::entry).toList();
    }

    private void line(String line, int number) throws BadInput {
        if (value != null && value.inPem) {
            continuePem(value, line);
            return;
        }
        Matcher heading = Format.HEADING.matcher(line);
        Matcher start = Format.ATTRIBUTE.matcher(line);
        if (heading.matches()) {
            startEntry(heading.group(1).strip());
        } else if (ldif && line.isBlank()) {
            endValue();
            entry = null;
        } else if (ldif && line.startsWith(" ") && value != null) {
            value.append(line.substring(1));
        } else if (line.startsWith("ERROR: ")) {
            throw text.bad(number, "is an error message of zmprov", "run the command again as user zimbra");
        } else if (start.matches()) {
            startValue(start, number);
        } else if (!line.isBlank() && !line.startsWith("#")) {
            if (value == null) {
                throw text.bad(number, "is not an attribute", "write attribute: value, as zmprov does");
            }
            continueValue(value, line);
        }
    }

    private EntryText startEntry(String name) throws BadInput {
        endValue();
        EntryText started = new EntryText(name);
        entry = started;
        entries.add(started);
        return started;
    }

    private void startValue(Matcher start, int number) throws BadInput {
        endValue();
        value = new OpenValue(entry == null ? startEntry("") : entry, start, number);
    }

    /** Continues PEM text, whose own headers look like attributes. */
    private void continuePem(OpenValue open, String line) throws BadInput {
        if (SURELY_AN_ATTRIBUTE.matcher(line).matches()
                || Format.HEADING.matcher(line).matches()) {
            throw unfinishedPem(open);
        }
        continueValue(open, ldif && line.startsWith(" ") ? line.substring(1) : line);
    }

    private void continueValue(OpenValue open, String line) throws BadInput {
        if (open.content.length() + line.length() > LONGEST_VALUE) {
            throw text.bad(open.firstLine, "starts a value of more than 1 MiB", "check that the file is Zimbra output");
        }
        open.append((open.encoded ? "" : "\n") + line);
    }

    private void endValue() throws BadInput {
        if (value == null) {
            return;
        }
        if (value.inPem) {
            throw unfinishedPem(value);
        }
        value.entry.add(value.attribute, value.encoded ? decoded(value) : value.content.toString());
        value = null;
    }

    private BadInput unfinishedPem(OpenValue open) {
        return text.bad(open.firstLine, "starts PEM text that does not end", "check that the output is complete");
    }

    private String decoded(OpenValue open) throws BadInput {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(open.content.toString());
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw text.bad(open.firstLine, "is not valid base64", "check that the output is complete");
        }
    }
}
