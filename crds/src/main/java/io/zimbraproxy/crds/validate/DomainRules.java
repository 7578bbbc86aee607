package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.ClientCertificateMode;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Rules about domains. */
final class DomainRules {
    private DomainRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        spec.unique("domains", wanted.domains(), Domain::name);
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < wanted.domains().size(); i++) {
            Domain domain = wanted.domains().get(i);
            Problems at = spec.at("domains", i);
            HostRules.hostName(at.at("name"), domain.name(), false);
            virtualHosts(at, domain, owners);
            if (domain.certificateRef() != null) {
                NameRules.label(
                        at.at("certificateRef").at("name"),
                        domain.certificateRef().name());
            }
            if (domain.clientCertificates() != null
                    && domain.clientCertificates().mode() != ClientCertificateMode.None
                    && domain.clientCertificates().caRef() == null) {
                at.at("clientCertificates")
                        .at("caRef")
                        .add("is missing", null, "name a Secret with the authorities of client certificates");
            }
            NameRules.headers(at.at("responseHeaders"), domain.responseHeaders());
            if (domain.throttle() != null) {
                ThrottleRules.check(at.at("throttle"), domain.throttle());
            }
        }
    }

    private static void virtualHosts(Problems at, Domain domain, Map<String, String> owners) {
        for (int i = 0; i < domain.virtualHosts().size(); i++) {
            String host = domain.virtualHosts().get(i);
            HostRules.hostName(at.at("virtualHosts", i), host, true);
            String other = owners.putIfAbsent(host.toLowerCase(Locale.ROOT), domain.name());
            if (other != null) {
                at.at("virtualHosts", i).add("is listed in domain " + other + " already", host, "keep it in one place");
            }
        }
    }
}
