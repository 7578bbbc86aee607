package io.zimbraproxy.proxy.tls;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which certificate is shown for which server name: the exact name's, else that of its wildcard, else the default.
 *
 * @param fallback shown when no name fits or the client sends none
 * @param byName keys in lower case; a wildcard's begins with {@code *.} and stands for one label
 */
public record CertificateStore(ServerCertificate fallback, Map<String, ServerCertificate> byName) {
    public CertificateStore {
        byName = Map.copyOf(byName);
    }

    /** The certificate to show to a client that asks for this name, which may be null. */
    public ServerCertificate of(String serverName) {
        if (serverName == null) {
            return fallback;
        }
        String name = serverName.toLowerCase(Locale.ROOT);
        ServerCertificate exact = byName.get(name);
        if (exact != null) {
            return exact;
        }
        int dot = name.indexOf('.');
        ServerCertificate wildcard = dot < 0 ? null : byName.get("*" + name.substring(dot));
        return wildcard == null ? fallback : wildcard;
    }

    /** All of them, each once. */
    public Collection<ServerCertificate> all() {
        Set<ServerCertificate> all = new LinkedHashSet<>();
        all.add(fallback);
        all.addAll(byName.values());
        return all;
    }
}
