package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which servers of the site do what for the proxy, by the rules of zmproxyconfgen. */
final class MailboxServers {
    private static final Set<String> MAIL_MODES = Set.of("http", "https", "both", "mixed", "redirect");

    private final SiteView view;

    MailboxServers(SiteView view) {
        this.view = view;
    }

    /** Servers that answer lookups, in order. */
    List<Entry> handlers() {
        List<Value> targets = view.proxy().values("zimbraReverseProxyAvailableLookupTargets");
        return view.site().servers().stream()
                .filter(this::isTarget)
                .filter(server -> targets.isEmpty()
                        || targets.stream().anyMatch(target -> target.text().equalsIgnoreCase(server.name())))
                .toList();
    }

    /** Names of handlers that nothing else is known of. */
    List<Value> unknownHandlers() {
        return view.proxy().values("zimbraReverseProxyAvailableLookupTargets").stream()
                .filter(target -> view.site().server(target.text()).isEmpty())
                .toList();
    }

    /** Web servers with this service, in order. */
    List<Entry> web(String service) {
        return view.site().servers().stream()
                .filter(this::isTarget)
                .filter(server -> has(server, service))
                .filter(this::servesWeb)
                .toList();
    }

    /** Servers that Zimbra's lists name, else those with the service. */
    List<Entry> named(String attribute) {
        return view.proxy().values(attribute).stream()
                .map(value -> {
                    Optional<Entry> server = view.site().server(value.text());
                    if (server.isEmpty()) {
                        view.notes().remark(value, "nothing is known of this server; give zmprov gs of it.");
                    }
                    return server;
                })
                .flatMap(Optional::stream)
                .toList();
    }

    /** Servers with memcached, in order. */
    List<Entry> memcached() {
        return view.site().servers().stream()
                .filter(server -> server.has("zimbraServiceEnabled", "memcached"))
                .toList();
    }

    private boolean isTarget(Entry server) {
        return view.of(server).on("zimbraReverseProxyLookupTarget", false);
    }

    /** Servers older than 8.5 have one service for all of it, and do not tell their version. */
    private boolean has(Entry server, String service) {
        boolean old = server.has("zimbraServiceEnabled", "mailbox")
                && server.values("zimbraServerVersion").isEmpty();
        return old || server.has("zimbraServiceEnabled", service);
    }

    private boolean servesWeb(Entry server) {
        boolean serves = MAIL_MODES.contains(view.of(server).text("zimbraMailMode", ""));
        if (!serves) {
            view.notes()
                    .remark(
                            "server " + server.name() + " without zimbraMailMode",
                            "Zimbra's proxy sends no web requests to such a server, so it is in no pool.");
        }
        return serves;
    }
}
