package io.zimbraproxy.stub.config;

import java.util.List;

/**
 * A mail domain.
 *
 * @param name the domain's name
 * @param aliases names of alias domains, whose users belong to this domain
 * @param virtualHosts values of {@code X-Proxy-Host} that complete a bare user name (protocol {@code http}); exact match
 * @param virtualAddresses values of {@code X-Proxy-IP} that complete a bare user name (all other protocols)
 * @param allowedIps client addresses or CIDR blocks that may look up users of the domain; empty: all
 */
public record MailDomain(
        String name,
        List<String> aliases,
        List<String> virtualHosts,
        List<String> virtualAddresses,
        List<String> allowedIps) {

    public MailDomain {
        name = name == null ? "" : name;
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        virtualHosts = virtualHosts == null ? List.of() : List.copyOf(virtualHosts);
        virtualAddresses = virtualAddresses == null ? List.of() : List.copyOf(virtualAddresses);
        allowedIps = allowedIps == null ? List.of() : List.copyOf(allowedIps);
    }
}
