package io.zimbraproxy.proxy.migrate.read;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All that was given of a site. */
public final class SiteSettings {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> sources = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private SiteSettings() {}

    /**
     * Reads files, folders, and standard input for {@code -}.
     *
     * @throws BadInput when one of them cannot be understood, or there is nothing of Zimbra in all of them
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
                    "there is nothing of Zimbra's configuration in it",
                    "give the output of zmprov gacf, gas -v and gad -v, or the folder conf/nginx/includes");
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
            case TEMPLATE -> leaveOut(text, "is a template of nginx' configuration", "give conf/nginx/includes");
            case UNKNOWN ->
                leaveOut(text, "is nothing that zmprov, zmlocalconfig or zmproxyconfgen write", "leave it out");
            case EMPTY -> {}
        }
    }

    private void leaveOut(InputText text, String what, String todo) throws BadInput {
        BadInput bad = text.bad(1, what, todo);
        if (text.named()) {
            throw bad;
        }
        skipped.add(bad.getMessage());
    }

    private void add(Entry entry) {
        if (entry.kind() == Entry.Kind.OTHER) {
            String what = "an entry that is neither a server nor a domain nor the global configuration";
            skipped.add(what + " is passed over: " + (entry.name().isEmpty() ? "(no name)" : OneLine.of(entry.name())));
            return;
        }
        String key = entry.kind() + " " + entry.name().toLowerCase(Locale.ROOT);
        Entry known = entries.putIfAbsent(key, entry);
        if (known != null) {
            known.merge(entry);
        }
    }

    /** The files that were read. */
    public List<String> sources() {
        return List.copyOf(sources);
    }

    /** What was left out of it, in words. */
    public List<String> skipped() {
        return List.copyOf(skipped);
    }

    /** Servers, in the order in which they were given. */
    public List<Entry> servers() {
        return of(Entry.Kind.SERVER).toList();
    }

    /** Domains likewise. */
    public List<Entry> domains() {
        return of(Entry.Kind.DOMAIN).toList();
    }

    /** Servers with the service {@code proxy}. */
    public List<Entry> proxies() {
        return of(Entry.Kind.SERVER)
                .filter(server -> server.has("zimbraServiceEnabled", "proxy"))
                .toList();
    }

    /** A server by its name. */
    public Optional<Entry> server(String name) {
        return of(Entry.Kind.SERVER)
                .filter(server -> server.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** What servers inherit; empty when it was not given. */
    public Optional<Entry> global() {
        return of(Entry.Kind.GLOBAL).findFirst();
    }

    /** Settings of the machine; empty when they were not given. */
    public Optional<Entry> local() {
        return of(Entry.Kind.LOCAL).findFirst();
    }

    private Stream<Entry> of(Entry.Kind kind) {
        return entries.values().stream().filter(entry -> entry.kind() == kind);
    }
}
