package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.HostHeader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fields that the configuration adds to all answers: for everybody, and for the hosts of a domain, whose own win. They take the
 * place of what a server says under the same name; cookies are added to its own.
 */
final class OwnHeaders {
    private static final String SET_COOKIE = "set-cookie";

    private record Header(String name, String value) {}

    private final Map<String, Header> general;
    private final Map<String, Map<String, Header>> byHost = new HashMap<>();

    OwnHeaders(ZimbraProxySpec spec) {
        general = with(Map.of(), spec.http().responseHeaders());
        for (Domain domain : spec.domains()) {
            if (!domain.responseHeaders().isEmpty()) {
                Map<String, Header> own = with(general, domain.responseHeaders());
                domain.virtualHosts().forEach(host -> byHost.put(host.toLowerCase(Locale.ROOT), own));
            }
        }
    }

    private static Map<String, Header> with(Map<String, Header> base, Map<String, String> more) {
        Map<String, Header> all = new TreeMap<>(base);
        more.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), new Header(name, value)));
        return all;
    }

    private Map<String, Header> of(HostHeader host) {
        if (byHost.isEmpty() || host == null) {
            return general;
        }
        int dot = host.name().indexOf('.');
        Map<String, Header> wildcard =
                dot < 0 ? null : byHost.get("*" + host.name().substring(dot));
        return byHost.getOrDefault(host.name(), wildcard == null ? general : wildcard);
    }

    /** True when a field of a server gives way to ours. */
    boolean replaces(HostHeader host, Fields fields, int i) {
        for (String name : of(host).keySet()) {
            if (!name.equals(SET_COOKIE) && fields.isNamed(i, name)) {
                return true;
            }
        }
        return false;
    }

    /** Adds ours. {@code host} may be null: then those for everybody. */
    void write(HostHeader host, FieldSink out) {
        for (Header header : of(host).values()) {
            out.add(header.name(), header.value());
        }
    }
}
