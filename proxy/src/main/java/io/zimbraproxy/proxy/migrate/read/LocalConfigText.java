package io.zimbraproxy.proxy.migrate.read;

import java.util.regex.Matcher;

/** Parser for the output of {@code zmlocalconfig}: {@code key = value} lines. */
final class LocalConfigText {
    private LocalConfigText() {}

    static Entry parse(InputText text) throws BadInput {
        Entry entry = new Entry(Entry.Kind.LOCAL, "");
        String where = Entry.describe(Entry.Kind.LOCAL, "");
        for (int i = 0; i < text.lines().size(); i++) {
            String line = text.lines().get(i);
            Matcher key = Format.LOCAL_KEY.matcher(line);
            if (key.matches()) {
                String value = key.group(2) == null ? "" : key.group(2);
                entry.add(key.group(1), new Value(key.group(1), value, where));
            } else if (entry.attributes().isEmpty() && !line.isBlank() && !line.startsWith("#")) {
                throw text.bad(i + 1, "is not a setting", "write key = value, as zmlocalconfig does");
            }
        }
        return entry;
    }
}
