package io.zimbraproxy.stub.config;

import java.util.List;

/**
 * The route lookup handlers.
 *
 * @param handlers how many listen; ignored when {@code ports} is given
 * @param ports one per handler, 0 for any free port
 * @param tls true: HTTPS, as Zimbra 8.7 and later
 * @param authWaitSeconds {@code Auth-Wait} of a refusal, {@code zimbraReverseProxyAuthWaitInterval}
 * @param defaultDomain {@code zimbraDefaultDomainName}: qualifies a bare name, and decides {@code Auth-Cache-Alias}; may be absent
 * @param rewriteAliases true: {@code Auth-User} is the account's own name ({@code zimbraReverseProxyUserNameAttribute} set);
 *     false, Zimbra's default: the qualified name as typed
 * @param adminAddresses {@code zimbraReverseProxyAdminIPAddress}: values of {@code X-Proxy-IP} that may use gssapi and certauth
 * @param adminUser the application administrator that gssapi and certauth must name
 * @param adminPassword and its password
 */
public record LookupConfig(
        int handlers,
        List<Integer> ports,
        boolean tls,
        int authWaitSeconds,
        String defaultDomain,
        boolean rewriteAliases,
        List<String> adminAddresses,
        String adminUser,
        String adminPassword) {

    /** What the installer of Zimbra gives the proxy's own account. */
    private static final String ADMIN = "zmnginx";

    public LookupConfig {
        ports = ports == null ? List.of() : List.copyOf(ports);
        handlers = ports.isEmpty() ? handlers : ports.size();
        adminAddresses = adminAddresses == null ? List.of("127.0.0.1") : List.copyOf(adminAddresses);
        adminUser = adminUser == null ? ADMIN : adminUser;
        adminPassword = adminPassword == null ? ADMIN : adminPassword;
    }

    /** Two plain handlers on free ports, {@code Auth-Wait: 10}, no default domain. */
    public static LookupConfig defaults() {
        return new LookupConfig(2, null, false, 10, null, false, null, null, null);
    }

    public LookupConfig withHandlers(int count) {
        return new LookupConfig(
                count,
                List.of(),
                tls,
                authWaitSeconds,
                defaultDomain,
                rewriteAliases,
                adminAddresses,
                adminUser,
                adminPassword);
    }

    public LookupConfig withPorts(List<Integer> other) {
        return new LookupConfig(
                handlers,
                other,
                tls,
                authWaitSeconds,
                defaultDomain,
                rewriteAliases,
                adminAddresses,
                adminUser,
                adminPassword);
    }

    public LookupConfig withTls(boolean on) {
        return new LookupConfig(
                handlers,
                ports,
                on,
                authWaitSeconds,
                defaultDomain,
                rewriteAliases,
                adminAddresses,
                adminUser,
                adminPassword);
    }

    public LookupConfig withAuthWaitSeconds(int seconds) {
        return new LookupConfig(
                handlers, ports, tls, seconds, defaultDomain, rewriteAliases, adminAddresses, adminUser, adminPassword);
    }

    public LookupConfig withDefaultDomain(String domain) {
        return new LookupConfig(
                handlers,
                ports,
                tls,
                authWaitSeconds,
                domain,
                rewriteAliases,
                adminAddresses,
                adminUser,
                adminPassword);
    }

    public LookupConfig withRewriteAliases(boolean on) {
        return new LookupConfig(
                handlers, ports, tls, authWaitSeconds, defaultDomain, on, adminAddresses, adminUser, adminPassword);
    }

    @Override
    public String toString() {
        return "LookupConfig[handlers=" + handlers + ", tls=" + tls + ", defaultDomain=" + defaultDomain + "]";
    }
}
