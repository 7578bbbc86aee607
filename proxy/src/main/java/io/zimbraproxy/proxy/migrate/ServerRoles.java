package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Selects the servers of a site by their role for the proxy, with the rules of zmproxyconfgen. */
final class ServerRoles {
    private static final Set<String> MAIL_MODES = Set.of("http", "https", "both", "mixed", "redirect");

    private final SiteView view;

    ServerRoles(SiteView view) {
        this.view = view;
    }

    /** Returns the lookup handlers, in the order of the input. */
    List<Entry> handlers() {
        List<Value> targets = view.proxy().values("zimbraReverseProxyAvailableLookupTargets");
        return view.site().servers().stream()
                .filter(this::isTarget)
                .filter(server -> targets.isEmpty()
                        || targets.stream().anyMatch(target -> target.text().equalsIgnoreCase(server.name())))
                .toList();
    }

    /** Returns the names of lookup handlers whose settings the input lacks. */
    List<Value> unknownHandlers() {
        return view.proxy().values("zimbraReverseProxyAvailableLookupTargets").stream()
                .filter(target -> view.site().server(target.text()).isEmpty())
                .toList();
    }

    /** Returns the web servers with this service, in the order of the input. */
    List<Entry> web(String service) {
        return view.site().servers().stream()
                .filter(this::isTarget)
                .filter(server -> has(server, service))
                .filter(this::servesWeb)
                .toList();
    }

    /** Returns the servers that an attribute names; adds advice for names whose settings the input lacks. */
    List<Entry> named(String attribute) {
        return view.proxy().values(attribute).stream()
                .map(value -> {
                    Optional<Entry> server = view.site().server(value.text());
                    if (server.isEmpty()) {
                        view.notes()
                                .advise(
                                        value,
                                        "The input has no settings of this server; add the output of zmprov gs for it.");
                    }
                    return server;
                })
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns the servers with memcached, in the order of the input. */
    List<Entry> memcached() {
        return view.site().servers().stream()
                .filter(server -> server.has("zimbraServiceEnabled", "memcached"))
                .toList();
    }

    private boolean isTarget(Entry server) {
        return view.of(server).on("zimbraReverseProxyLookupTarget", false);
    }

    /** Returns whether a server has this service. Servers older than 8.5 have one service for all web content and no version attribute. */
    private boolean has(Entry server, String service) {
        boolean old = server.has("zimbraServiceEnabled", "mailbox")
                && server.values("zimbraServerVersion").isEmpty();
        return old || server.has("zimbraServiceEnabled", service);
    }

    private boolean servesWeb(Entry server) {
        boolean serves = MAIL_MODES.contains(view.of(server).text("zimbraMailMode", ""));
        if (!serves) {
            view.notes()
                    .advise(
                            "server " + server.name() + " without zimbraMailMode",
                            "Zimbra's proxy sends no web requests to such a server, so no pool contains the server.");
        }
        return serves;
    }
}
