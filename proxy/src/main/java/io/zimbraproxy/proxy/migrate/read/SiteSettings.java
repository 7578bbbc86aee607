package io.zimbraproxy.proxy.migrate.read;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All settings of a site that the input contains. */
public final class SiteSettings {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> sources = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private SiteSettings() {}

    /**
     * Reads files and folders; {@code -} reads standard input.
     *
     * @throws BadInput if a file cannot be parsed, or if none contains Zimbra settings
     */
    public static SiteSettings read(List<String> names, InputStream standardInput) throws BadInput {
        SiteSettings site = new SiteSettings();
        InputFiles files = new InputFiles(site.skipped);
        for (String name : names) {
            files.add(name, standardInput);
        }
        List<Directive> nginx = new ArrayList<>();
        for (InputText text : files.texts()) {
            site.add(text, nginx);
        }
        if (!nginx.isEmpty()) {
            NginxSite.entries(nginx).forEach(site::add);
        }
        if (site.entries.isEmpty()) {
            throw new BadInput(
                    String.join(", ", names),
                    "no Zimbra configuration found",
                    "provide the output of zmprov gacf, gas -v and gad -v, or the folder conf/nginx/includes");
        }
        return site;
    }

    private void add(InputText text, List<Directive> nginx) throws BadInput {
        switch (Format.of(text.lines())) {
            case ZMPROV -> {
                ZmprovText.parse(text).forEach(this::add);
                sources.add(text.shortName());
            }
            case LOCALCONFIG -> {
                add(LocalConfigText.parse(text));
                sources.add(text.shortName());
            }
            case NGINX -> {
                nginx.addAll(NginxText.parse(text));
                sources.add(text.shortName());
            }
            case TEMPLATE ->
                skip(text, "is a template of the nginx configuration", "provide conf/nginx/includes instead");
            case UNKNOWN -> skip(text, "is not output of zmprov, zmlocalconfig or zmproxyconfgen", "omit the file");
            case EMPTY -> {}
        }
    }

    /** Skips a file of a folder; fails for a file that the user named. */
    private void skip(InputText text, String problem, String advice) throws BadInput {
        BadInput bad = text.bad(1, problem, advice);
        if (text.named()) {
            throw bad;
        }
        skipped.add(String.valueOf(bad.getMessage()));
    }

    private void add(Entry entry) {
        if (entry.kind() == Entry.Kind.OTHER) {
            String name = entry.name().isEmpty() ? "without name" : MessageText.line(entry.name());
            skipped.add("entry " + name + ": is neither a server, a domain nor the global configuration");
            return;
        }
        String key = entry.kind() + " " + entry.name().toLowerCase(Locale.ROOT);
        Entry known = entries.putIfAbsent(key, entry);
        if (known != null) {
            known.merge(entry);
        }
    }

    /** Returns the short names of the files that contain settings. */
    public List<String> sources() {
        return List.copyOf(sources);
    }

    /** Returns a message for each skipped file and entry. */
    public List<String> skipped() {
        return List.copyOf(skipped);
    }

    /** Returns the servers, in the order of the input. */
    public List<Entry> servers() {
        return of(Entry.Kind.SERVER).toList();
    }

    /** Returns the domains, in the order of the input. */
    public List<Entry> domains() {
        return of(Entry.Kind.DOMAIN).toList();
    }

    /** Returns the servers with the service {@code proxy}. */
    public List<Entry> proxies() {
        return of(Entry.Kind.SERVER)
                .filter(server -> server.has("zimbraServiceEnabled", "proxy"))
                .toList();
    }

    /** Finds a server by its name, in upper or lower case. */
    public Optional<Entry> server(String name) {
        return of(Entry.Kind.SERVER)
                .filter(server -> server.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns the global configuration, which servers inherit; empty if the input lacks it. */
    public Optional<Entry> global() {
        return of(Entry.Kind.GLOBAL).findFirst();
    }

    /** Returns the local settings of the machine; empty if the input lacks them. */
    public Optional<Entry> local() {
        return of(Entry.Kind.LOCAL).findFirst();
    }

    private Stream<Entry> of(Entry.Kind kind) {
        return entries.values().stream().filter(entry -> entry.kind() == kind);
    }
}
