package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.crds.spec.ByVirtualHost;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.HostHeader;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fields that the configuration adds to all answers: for everybody, and for the hosts of a domain, whose own win. They take the
 * place of what a server says under the same name; cookies are added to its own.
 */
final class ConfiguredHeaders {
    private static final String SET_COOKIE = "set-cookie";

    private record Header(String name, String value) {}

    private final ByVirtualHost<Map<String, Header>> byHost;

    ConfiguredHeaders(ZimbraProxySpec spec) {
        Map<String, Header> general = with(Map.of(), spec.http().responseHeaders());
        byHost = ByVirtualHost.of(
                general,
                spec.domains(),
                domain -> domain.responseHeaders().isEmpty() ? null : with(general, domain.responseHeaders()));
    }

    private static Map<String, Header> with(Map<String, Header> base, Map<String, String> more) {
        Map<String, Header> all = new TreeMap<>(base);
        more.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), new Header(name, value)));
        return all;
    }

    private Map<String, Header> of(HostHeader host) {
        return byHost.find(host == null ? null : host.name());
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
