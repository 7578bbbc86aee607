package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.List;
import java.util.Optional;

/** The public name. */
final class HostnameSection {
    private static final String PATH = "hostname";

    private HostnameSection() {}

    /** The name that was asked for, else what the site says; null when it says nothing. */
    static String read(SiteView view, String wanted) {
        if (wanted != null) {
            view.notes().say(PATH, "as given by --hostname");
            return wanted;
        }
        Optional<Value> name = view.proxy()
                .value("zimbraPublicServiceHostname")
                .or(() -> view.local()
                        .value("zimbra_server_hostname")
                        .filter(local -> view.site().proxies().size() < 2))
                .or(() -> defaultDomain(view));
        if (name.isPresent()) {
            view.notes().from(PATH, name.get());
            return name.get().text();
        }
        return view.proxyEntry()
                .map(Entry::name)
                .filter(known -> !known.isEmpty())
                .map(known -> {
                    view.notes().say(PATH, "name of the proxy, for there is no zimbraPublicServiceHostname");
                    return known;
                })
                .orElse(null);
    }

    /** Zimbra's default server answers to the name of the proxy; here only names in the manifest count. */
    static void otherNames(SiteView view, String hostname, List<Domain> domains) {
        if (!view.proxy().on("zimbraReverseProxyStrictServerNameEnabled", true)) {
            return;
        }
        for (Entry proxy : view.site().proxies()) {
            boolean listed = proxy.name().isEmpty()
                    || proxy.name().equalsIgnoreCase(hostname)
                    || domains.stream().anyMatch(domain -> domain.virtualHosts().contains(proxy.name()));
            if (!listed) {
                view.notes()
                        .remark(
                                "host name " + proxy.name(),
                                "answered with 400, like all that are not listed; add it to virtualHosts of a domain if clients use it.");
            }
        }
    }

    /** With several proxies none of their names is the public one. */
    private static Optional<Value> defaultDomain(SiteView view) {
        if (view.site().proxies().size() < 2) {
            return Optional.empty();
        }
        String domain = view.proxy().text("zimbraDefaultDomainName", "");
        return view.site().domains().stream()
                .filter(entry -> entry.name().equalsIgnoreCase(domain))
                .flatMap(entry -> entry.values("zimbraVirtualHostname").stream())
                .findFirst();
    }
}
