package io.zimbraproxy.crds.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values by the virtual hosts of the domains. A lookup takes the exact name first, then the wildcard for its first label,
 * then the fallback.
 *
 * @param fallback the value for other names and for null
 * @param byName values by name in lower case; a wildcard begins with {@code *.}
 */
public record ByVirtualHost<T>(T fallback, Map<String, T> byName) {
    public ByVirtualHost {
        byName = Map.copyOf(byName);
    }

    /** Returns the same value for all names. */
    public static <T> ByVirtualHost<T> same(T value) {
        return new ByVirtualHost<>(value, Map.of());
    }

    /** Collects the value of each domain for its virtual hosts; a domain without a value uses the fallback. */
    public static <T> ByVirtualHost<T> of(T fallback, List<Domain> domains, Function<Domain, @Nullable T> own) {
        Map<String, T> byName = new HashMap<>();
        for (Domain domain : domains) {
            T value = own.apply(domain);
            if (value != null) {
                domain.virtualHosts().forEach(host -> byName.put(host.toLowerCase(Locale.ROOT), value));
            }
        }
        return new ByVirtualHost<>(fallback, byName);
    }

    /** Finds the value for a host name, in upper or lower case. */
    public T find(@Nullable String name) {
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
