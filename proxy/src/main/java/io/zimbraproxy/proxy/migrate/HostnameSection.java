package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the public host name. */
final class HostnameSection {
    private static final String PATH = "hostname";

    private HostnameSection() {}

    /** Returns the name from the command line, else a name from the settings; null if there is none. */
    static @Nullable String read(SiteView view, @Nullable String option) {
        if (option != null) {
            view.notes().comment(PATH, "From the option --hostname.");
            return option;
        }
        Optional<Value> name = view.proxy()
                .value("zimbraPublicServiceHostname")
                .or(() -> view.local()
                        .value("zimbra_server_hostname")
                        .filter(local -> view.site().proxies().size() < 2))
                .or(() -> defaultDomain(view));
        if (name.isPresent()) {
            view.notes().source(PATH, name.get());
            return name.get().text();
        }
        return view.proxyEntry()
                .map(Entry::name)
                .filter(known -> !known.isEmpty())
                .map(known -> {
                    view.notes().comment(PATH, "Name of the proxy, because zimbraPublicServiceHostname is not set.");
                    return known;
                })
                .orElse(null);
    }

    /** Lists the names of proxies that the manifest lacks. Zimbra's default server serves them; this proxy serves only names in the manifest. */
    static void otherNames(SiteView view, @Nullable String hostname, List<Domain> domains) {
        if (!view.proxy().on("zimbraReverseProxyStrictServerNameEnabled", true)) {
            return;
        }
        for (Entry proxy : view.site().proxies()) {
            boolean listed = proxy.name().isEmpty()
                    || proxy.name().equalsIgnoreCase(hostname)
                    || domains.stream().anyMatch(domain -> domain.virtualHosts().contains(proxy.name()));
            if (!listed) {
                view.notes()
                        .advise(
                                "host name " + proxy.name(),
                                "Web requests for host names that are not listed get status 400; add the name to virtualHosts of a domain if clients use it.");
            }
        }
    }

    /** Finds a host name of the default domain. It is the public name of several proxies, since none of their own names is. */
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
