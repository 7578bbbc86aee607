package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.ClientTls;
import io.zimbraproxy.crds.spec.KeyRef;
import io.zimbraproxy.crds.spec.Lookup;
import io.zimbraproxy.crds.spec.LookupAdmin;
import io.zimbraproxy.crds.text.HostPort;
import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts the settings of the lookup handlers. */
final class LookupSection {
    private static final String PATH = "lookup.handlers";
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,3})[.]([0-9]{1,3}).*");
    private static final int DEFAULT_PORT = 7072;

    private final SiteView view;

    private LookupSection(SiteView view) {
        this.view = view;
    }

    /** Reads the section; {@code admin} tells whether lookups request tokens, for Kerberos or client certificates. */
    static Lookup read(SiteView view, UpstreamAuthority authority, boolean admin) {
        LookupSection section = new LookupSection(view);
        List<String> handlers = section.handlers();
        boolean tls = handlers.stream().anyMatch(handler -> handler.startsWith("https:"));
        return Lookup.defaults()
                .withHandlers(handlers)
                .withTimeout(view.proxy().timeFor("lookup.timeout", "zimbraReverseProxyRouteLookupTimeout"))
                .withRetryAfter(view.proxy().timeFor("lookup.retryAfter", "zimbraReverseProxyRouteLookupTimeoutCache"))
                .withTls(tls ? ClientTls.defaults().withCaRef(authority.ref("lookup.tls")) : null)
                .withAdmin(admin ? section.admin() : null);
    }

    private List<String> handlers() {
        ServerRoles servers = new ServerRoles(view);
        List<String> handlers = new ArrayList<>();
        for (Entry server : servers.handlers()) {
            named(server)
                    .or(() -> view.of(server).value("zimbraReverseProxyLookupTarget"))
                    .ifPresent(target -> view.notes().source(PATH + "[" + handlers.size() + "]", target));
            handlers.add(url(scheme(server), server.name(), port(server)));
        }
        for (Value unknown : servers.unknownHandlers()) {
            view.notes().source(PATH + "[" + handlers.size() + "]", unknown);
            view.notes()
                    .comment(
                            PATH + "[" + handlers.size() + "]",
                            "Port and scheme are guesses, because the input has no settings of this server. Add the output of zmprov gs for it.");
            handlers.add(url("https", unknown.text(), DEFAULT_PORT));
        }
        return handlers.stream().distinct().toList();
    }

    /** Returns the value that names a server as a lookup handler. */
    private Optional<Value> named(Entry server) {
        return view.proxy().values("zimbraReverseProxyAvailableLookupTargets").stream()
                .filter(target -> target.text().equalsIgnoreCase(server.name()))
                .findFirst();
    }

    private int port(Entry server) {
        return view.of(server)
                .number("zimbraExtensionBindPort")
                .filter(port -> port != 0)
                .orElse(DEFAULT_PORT);
    }

    private static String url(String scheme, String host, int port) {
        return scheme + "://" + HostPort.format(host, port);
    }

    /** Returns the scheme of a handler: Zimbra uses TLS since version 8.7. */
    private String scheme(Entry server) {
        Optional<Value> known = view.of(server).value("nginxLookupScheme");
        if (known.isPresent()) {
            return known.get().text();
        }
        Optional<Value> version = view.of(server).value("zimbraServerVersion");
        Matcher numbers = VERSION.matcher(version.map(Value::text).orElse(""));
        if (!numbers.matches()) {
            return "https";
        }
        int major = Integer.parseInt(numbers.group(1));
        return major > 8 || major == 8 && Integer.parseInt(numbers.group(2)) >= 7 ? "https" : "http";
    }

    private LookupAdmin admin() {
        String name = view.secrets().newName("zimbra-lookup", "admin");
        Optional<Value> password = view.local().value("ldap_nginx_password");
        password.ifPresentOrElse(
                value -> view.secrets().addKnown(name, Map.of("password", value.text()), value.where()),
                () -> view.secrets()
                        .addMissing(
                                name, "password", "the output of zmlocalconfig -s ldap_nginx_password on the proxy"));
        return LookupAdmin.defaults().withPasswordRef(new KeyRef(name, "password"));
    }
}
