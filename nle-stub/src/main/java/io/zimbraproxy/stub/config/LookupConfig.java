package io.zimbraproxy.stub.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The route lookup handlers.
 *
 * @param handlers number of handlers; ignored if {@code ports} is given
 * @param ports one port per handler, 0 for any free port
 * @param tls true: HTTPS, as in Zimbra 8.7 and later
 * @param authWaitSeconds {@code Auth-Wait} of a refusal ({@code zimbraReverseProxyAuthWaitInterval})
 * @param defaultDomain completes a bare user name, and decides {@code Auth-Cache-Alias} ({@code zimbraDefaultDomainName});
 *     null: none
 * @param rewriteAliases true: {@code Auth-User} is the account's own name ({@code zimbraReverseProxyUserNameAttribute} is
 *     set); false, Zimbra's default: the completed name as the client sent it
 * @param adminAddresses values of {@code X-Proxy-IP} that may use the methods gssapi and certauth
 *     ({@code zimbraReverseProxyAdminIPAddress})
 * @param adminUser the administrator account that requests with gssapi and certauth must name
 * @param adminPassword the password of that account
 */
public record LookupConfig(
        int handlers,
        List<Integer> ports,
        boolean tls,
        int authWaitSeconds,
        @Nullable String defaultDomain,
        boolean rewriteAliases,
        List<String> adminAddresses,
        String adminUser,
        String adminPassword) {

    /** Name and password that Zimbra's installer gives the proxy's account. */
    private static final String ADMIN = "zmnginx";

    private static final List<String> ADMIN_ADDRESSES = List.of("127.0.0.1");

    public LookupConfig {
        ports = ports == null ? List.of() : List.copyOf(ports);
        handlers = ports.isEmpty() ? handlers : ports.size();
        adminAddresses = adminAddresses == null ? ADMIN_ADDRESSES : List.copyOf(adminAddresses);
        adminUser = adminUser == null ? ADMIN : adminUser;
        adminPassword = adminPassword == null ? ADMIN : adminPassword;
    }

    /** Returns two plain handlers on free ports, with {@code Auth-Wait: 10} and no default domain. */
    public static LookupConfig defaults() {
        return new LookupConfig(2, List.of(), false, 10, null, false, ADMIN_ADDRESSES, ADMIN, ADMIN);
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

    @Override
    public String toString() {
        return "LookupConfig[handlers=" + handlers + ", tls=" + tls + ", defaultDomain=" + defaultDomain + "]";
    }
}
