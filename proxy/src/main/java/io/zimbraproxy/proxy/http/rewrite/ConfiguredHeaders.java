package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.crds.spec.ByVirtualHost;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.HostHeader;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fields that the configuration adds to all responses: general ones, and those of a domain, which take precedence. They replace
 * the server's fields of the same name, except that cookies are added to the server's cookies.
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

    private Map<String, Header> of(@Nullable HostHeader host) {
        return byHost.find(host == null ? null : host.name());
    }

    /** Returns true if a configured field replaces the server's field at an index. */
    boolean replaces(HostHeader host, Fields fields, int i) {
        for (String name : of(host).keySet()) {
            if (!name.equals(SET_COOKIE) && fields.isNamed(i, name)) {
                return true;
            }
        }
        return false;
    }

    /** Writes the configured fields for a host; null stands for the general ones. */
    void write(@Nullable HostHeader host, FieldSink out) {
        for (Header header : of(host).values()) {
            out.add(header.name(), header.value());
        }
    }
}
