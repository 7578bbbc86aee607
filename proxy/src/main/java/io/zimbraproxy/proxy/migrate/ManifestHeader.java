package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.MessageText;
import io.zimbraproxy.proxy.migrate.read.SiteSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Creates the comment at the top of the manifest. */
final class ManifestHeader {
    private static final int SOURCES_SHOWN = 20;

    private ManifestHeader() {}

    static List<String> lines(SiteSettings site, Notes notes) {
        List<String> lines = new ArrayList<>();
        lines.add("Created by zimbra-proxy import from "
                + site.sources().stream()
                        .distinct()
                        .limit(SOURCES_SHOWN)
                        .map(MessageText::line)
                        .collect(Collectors.joining(", "))
                + (site.sources().size() > SOURCES_SHOWN ? " and more" : ""));
        lines.add(
                "A comment above a field names the Zimbra setting that its value comes from. All other fields have their defaults.");
        section(
                lines,
                "Required Secrets, with their keys:",
                notes.secrets().stream().map(secret -> "- " + secret).toList());
        section(lines, "Not converted, with advice:", notes.advice());
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
