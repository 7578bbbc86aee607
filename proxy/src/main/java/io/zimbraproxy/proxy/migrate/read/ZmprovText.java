package io.zimbraproxy.proxy.migrate.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Output of {@code zmprov gacf, gs, gas -v, gd, gad -v}, or LDIF: {@code attribute: value} lines, {@code attribute:: base64}, an
 * entry for each {@code # name} or {@code dn:}. Lines that begin no attribute go on with the value before them.
 */
final class ZmprovText {
    private static final Pattern SURELY_AN_ATTRIBUTE = Pattern.compile("zimbra[A-Za-z0-9]+::? .*", Pattern.DOTALL);
    private static final int LONGEST_VALUE = 1024 * 1024;

    private final InputText text;
    private final boolean ldif;
    private final List<EntryText> entries = new ArrayList<>();

    private EntryText entry;
    private String attribute;
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
            begin(heading.group(1).strip());
        } else if (ldif && line.isBlank()) {
            endValue();
            entry = null;
        } else if (ldif && line.startsWith(" ") && attribute != null) {
            append(line.substring(1));
        } else if (line.startsWith("ERROR: ")) {
            throw text.bad(number, "is an error of zmprov", "run the command again as user zimbra");
        } else if (start.matches()) {
            beginValue(start, number);
        } else if (!line.isBlank() && !line.startsWith("#")) {
            goOn(line, number);
        }
    }

    /** A line of a value that was begun with PEM: certificates and keys, whose own headers look like attributes. */
    private void inPem(String line, int number) throws BadInput {
        if (SURELY_AN_ATTRIBUTE.matcher(line).matches()
                || Format.HEADING.matcher(line).matches()) {
            throw text.bad(firstLine, "begins PEM text that does not end", "check that the output was not cut short");
        }
        goOn(ldif && line.startsWith(" ") ? line.substring(1) : line, number);
    }

    /** Notes whether the text ends within PEM. */
    private void append(String more) {
        int begin = more.lastIndexOf("-----BEGIN ");
        int end = more.lastIndexOf("-----END ");
        openPem = begin == end ? openPem : begin > end;
        value.append(more);
    }

    private void begin(String name) throws BadInput {
        endValue();
        entry = new EntryText(name);
        entries.add(entry);
    }

    private void beginValue(Matcher start, int number) throws BadInput {
        endValue();
        if (entry == null) {
            begin("");
        }
        attribute = start.group(1);
        encoded = start.group(2).equals("::");
        firstLine = number;
        append(start.group(3) == null ? "" : start.group(3));
    }

    private void goOn(String line, int number) throws BadInput {
        if (attribute == null) {
            throw text.bad(number, "is no attribute", "write attribute: value, as zmprov does");
        }
        if (value.length() + line.length() > LONGEST_VALUE) {
            throw text.bad(firstLine, "begins a value of more than 1 MiB", "check that this is text of Zimbra");
        }
        append((encoded ? "" : "\n") + line);
    }

    private void endValue() throws BadInput {
        if (attribute == null) {
            return;
        }
        if (openPem) {
            throw text.bad(firstLine, "begins PEM text that does not end", "check that the output was not cut short");
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
            throw text.bad(firstLine, "is not valid base64", "check that the output was not cut short");
        }
    }
}
