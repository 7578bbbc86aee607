package io.zimbraproxy.proxy.migrate.read;

import org.jspecify.annotations.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private @Nullable String attribute;
    private boolean encoded;
    private boolean openPem;
    private int firstLine;
    private StringBuilder value = new StringBuilder();

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
        if (attribute != null && openPem) {
            inPem(line, number);
            return;
        }
        Matcher heading = Format.HEADING.matcher(line);
        Matcher start = Format.ATTRIBUTE.matcher(line);
        if (heading.matches()) {
            startEntry(heading.group(1).strip());
        } else if (ldif && line.isBlank()) {
            endValue();
            entry = null;
        } else if (ldif && line.startsWith(" ") && attribute != null) {
            append(line.substring(1));
        } else if (line.startsWith("ERROR: ")) {
            throw text.bad(number, "is an error message of zmprov", "run the command again as user zimbra");
        } else if (start.matches()) {
            startValue(start, number);
        } else if (!line.isBlank() && !line.startsWith("#")) {
            continueValue(line, number);
        }
    }

    /** Continues PEM text, whose own headers look like attributes. */
    private void inPem(String line, int number) throws BadInput {
        if (SURELY_AN_ATTRIBUTE.matcher(line).matches()
                || Format.HEADING.matcher(line).matches()) {
            throw text.bad(firstLine, "starts PEM text that does not end", "check that the output is complete");
        }
        continueValue(ldif && line.startsWith(" ") ? line.substring(1) : line, number);
    }

    /** Appends to the value, and tracks whether it ends within PEM text. */
    private void append(String more) {
        int start = more.lastIndexOf("-----BEGIN ");
        int end = more.lastIndexOf("-----END ");
        openPem = start == end ? openPem : start > end;
        value.append(more);
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
        if (entry == null) {
            startEntry("");
        }
        attribute = start.group(1);
        encoded = start.group(2).equals("::");
        firstLine = number;
        append(start.group(3) == null ? "" : start.group(3));
    }

    private void continueValue(String line, int number) throws BadInput {
        if (attribute == null) {
            throw text.bad(number, "is not an attribute", "write attribute: value, as zmprov does");
        }
        if (value.length() + line.length() > LONGEST_VALUE) {
            throw text.bad(firstLine, "starts a value of more than 1 MiB", "check that the file is Zimbra output");
        }
        append((encoded ? "" : "\n") + line);
    }

    private void endValue() throws BadInput {
        if (attribute == null) {
            return;
        }
        if (openPem) {
            throw text.bad(firstLine, "starts PEM text that does not end", "check that the output is complete");
        }
        entry.add(attribute, encoded ? decoded(value.toString()) : value.toString());
        attribute = null;
        value = new StringBuilder();
    }

    private String decoded(String base64) throws BadInput {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw text.bad(firstLine, "is not valid base64", "check that the output is complete");
        }
    }
}
