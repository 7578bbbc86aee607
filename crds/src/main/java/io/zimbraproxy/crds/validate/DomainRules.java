package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Rules for domains. */
final class DomainRules {
    private DomainRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        spec.unique("domains", wanted.domains(), Domain::name);
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < wanted.domains().size(); i++) {
            virtualHosts(spec.at("domains", i), wanted.domains().get(i), owners);
        }
    }

    private static void virtualHosts(Problems at, Domain domain, Map<String, String> owners) {
        for (int i = 0; i < domain.virtualHosts().size(); i++) {
            String host = domain.virtualHosts().get(i);
            String owner = owners.putIfAbsent(host.toLowerCase(Locale.ROOT), domain.name() + "");
            if (owner != null) {
                at.at("virtualHosts", i).add("is already listed in domain " + owner, host, "keep it in one domain");
            }
        }
    }
}
