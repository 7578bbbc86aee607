package io.zimbraproxy.crds.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What belongs to the host names of domains, found as names are matched everywhere: the exact one, else the wildcard that
 * stands for its first label, else what is for all others.
 *
 * @param fallback for names that are not listed, and for null
 * @param byName keys in lower case; a wildcard's begins with {@code *.}
 */
public record ByVirtualHost<T>(T fallback, Map<String, T> byName) {
    public ByVirtualHost {
        byName = Map.copyOf(byName);
    }

    /** The same for all names. */
    public static <T> ByVirtualHost<T> same(T value) {
        return new ByVirtualHost<>(value, Map.of());
    }

    /** What {@code own} has for a domain belongs to its host names; null leaves them with the others. */
    public static <T> ByVirtualHost<T> of(T fallback, List<Domain> domains, Function<Domain, T> own) {
        Map<String, T> byName = new HashMap<>();
        for (Domain domain : domains) {
            T value = own.apply(domain);
            if (value != null) {
                domain.virtualHosts().forEach(host -> byName.put(host.toLowerCase(Locale.ROOT), value));
            }
        }
        return new ByVirtualHost<>(fallback, byName);
    }

    /** What belongs to this name, in any case of letters. */
    public T find(String name) {
        if (name == null || byName.isEmpty()) {
            return fallback;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        T exact = byName.get(lower);
        if (exact != null) {
            return exact;
        }
        int dot = lower.indexOf('.');
        T wildcard = dot < 0 ? null : byName.get("*" + lower.substring(dot));
        return wildcard == null ? fallback : wildcard;
    }
}
