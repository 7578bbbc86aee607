package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.OneLine;
import io.zimbraproxy.proxy.migrate.read.SiteSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines above the manifest. */
final class Header {
    private Header() {}

    static List<String> lines(SiteSettings site, Notes notes) {
        List<String> lines = new ArrayList<>();
        lines.add("Made by zimbra-proxy import from "
                + site.sources().stream().distinct().limit(20).map(OneLine::of).collect(Collectors.joining(", "))
                + (site.sources().size() > 20 ? " and more" : ""));
        lines.add("A comment above a field says which setting it was taken from. What is not here has its default.");
        section(
                lines,
                "Secrets that have to be there, by name and keys:",
                notes.secrets().stream().map(secret -> "- " + secret).toList());
        section(lines, "Not taken over:", notes.remarks());
        return lines;
    }

    private static void section(List<String> lines, String title, List<String> more) {
        if (!more.isEmpty()) {
            lines.add("");
            lines.add(title);
            lines.addAll(more);
        }
    }
}
