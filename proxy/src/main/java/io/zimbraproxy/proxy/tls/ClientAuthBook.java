package io.zimbraproxy.proxy.tls;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which clients show a certificate: those of the exact name, else of its wildcard, else all others.
 *
 * @param fallback for names that are not in the book, and clients that name none
 * @param byName keys in lower case; a wildcard's begins with {@code *.} and stands for one label
 */
public record ClientAuthBook(ClientAuth fallback, Map<String, ClientAuth> byName) {
    /** Nobody shows one. */
    public static final ClientAuthBook EMPTY = new ClientAuthBook(ClientAuth.NONE, Map.of());

    public ClientAuthBook {
        byName = Map.copyOf(byName);
    }

    /** What is asked of clients of this host name, which may be null. */
    public ClientAuth of(String hostName) {
        if (hostName == null || byName.isEmpty()) {
            return fallback;
        }
        String name = hostName.toLowerCase(Locale.ROOT);
        ClientAuth exact = byName.get(name);
        if (exact != null) {
            return exact;
        }
        int dot = name.indexOf('.');
        ClientAuth wildcard = dot < 0 ? null : byName.get("*" + name.substring(dot));
        return wildcard == null ? fallback : wildcard;
    }

    /** All that is asked of anybody, each once. */
    public Collection<ClientAuth> all() {
        Set<ClientAuth> all = new LinkedHashSet<>();
        all.add(fallback);
        all.addAll(byName.values());
        return all;
    }
}
