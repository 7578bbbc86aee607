package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Cookies;
import io.zimbraproxy.crds.spec.Location;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rules for {@code http}. */
final class HttpRules {
    private HttpRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        Problems at = spec.at("http");
        List<String> pools = wanted.upstream().pools().stream().map(Pool::name).toList();
        List<Location> locations = wanted.http().locations();
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < locations.size(); i++) {
            Location location = locations.get(i);
            repeated(at.at("locations", i).at("path"), location, seen);
            pool(at.at("locations", i).at("pool"), location.pool(), pools);
        }
        Addresses.networks(
                at.at("forwarded"), "trustedNetworks", wanted.http().forwarded().trustedNetworks());
        cookies(at.at("cookies"), wanted.http().cookies());
    }

    private static void repeated(Problems at, Location location, Set<Object> seen) {
        if (location.path() != null && !seen.add(List.of(location.path(), location.match()))) {
            at.add("is used twice with match " + location.match(), location.path(), "give each location its own path");
        }
    }

    private static void pool(Problems at, String pool, List<String> pools) {
        if (pool != null && !pools.contains(pool)) {
            at.add("is not in upstream.pools", pool, "add the pool with its servers, or name another");
        }
    }

    private static void cookies(Problems at, Cookies cookies) {
        Set<String> seen = new HashSet<>();
        cookies.domains().keySet().forEach(domain -> {
            Form.COOKIE_DOMAIN.checkName(at.at("domains"), domain);
            // RFC 6265, section 5.2.3: a leading dot and case make no difference.
            if (!seen.add(domain.replaceFirst("^[.]", "").toLowerCase(Locale.ROOT))) {
                at.at("domains")
                        .add("has a domain twice", domain, "keep one; a leading dot and case make no difference");
            }
        });
        cookies.paths().keySet().forEach(path -> Form.COOKIE_PATH.checkName(at.at("paths"), path));
    }
}
