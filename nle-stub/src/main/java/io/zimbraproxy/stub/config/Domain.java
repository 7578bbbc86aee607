package io.zimbraproxy.stub.config;

import java.util.List;

/**
 * A mail domain.
 *
 * @param name the domain's name
 * @param aliases domains whose users are users of this one
 * @param virtualHosts values of {@code X-Proxy-Host} that qualify a bare user name (protocol {@code http}); compared whole
 * @param virtualAddresses values of {@code X-Proxy-IP} that qualify a bare user name (every other protocol)
 * @param allowedIps client addresses or CIDR blocks that may look up users of the domain; empty: all
 */
public record Domain(
        String name,
        List<String> aliases,
        List<String> virtualHosts,
        List<String> virtualAddresses,
        List<String> allowedIps) {

    public Domain {
        name = name == null ? "" : name;
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        virtualHosts = virtualHosts == null ? List.of() : List.copyOf(virtualHosts);
        virtualAddresses = virtualAddresses == null ? List.of() : List.copyOf(virtualAddresses);
        allowedIps = allowedIps == null ? List.of() : List.copyOf(allowedIps);
    }

    public static Domain of(String name, String... virtualHosts) {
        return new Domain(name, null, List.of(virtualHosts), null, null);
    }

    public Domain withAllowedIps(String... blocks) {
        return new Domain(name, aliases, virtualHosts, virtualAddresses, List.of(blocks));
    }

    public Domain withAliases(String... names) {
        return new Domain(name, List.of(names), virtualHosts, virtualAddresses, allowedIps);
    }

    public Domain withVirtualAddresses(String... addresses) {
        return new Domain(name, aliases, virtualHosts, List.of(addresses), allowedIps);
    }
}
