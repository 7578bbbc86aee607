package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.certificate.TrustAnchors;
import io.zimbraproxy.crds.spec.HttpMode;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.Protocol;
import io.zimbraproxy.crds.spec.TlsVersion;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.route.Delegation;
import io.zimbraproxy.proxy.tls.CertificateStore;
import io.zimbraproxy.proxy.tls.ClientAuthTable;
import io.zimbraproxy.proxy.tls.ClientTls;
import io.zimbraproxy.proxy.tls.ServerContexts;
import io.zimbraproxy.proxy.tls.Staples;
import io.zimbraproxy.proxy.tls.TicketPolicy;
import io.zimbraproxy.proxy.tls.TlsPolicy;
import io.zimbraproxy.proxy.upstream.UpstreamTls;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A complete and valid configuration: the specification and the parsed Secrets that it names.
 *
 * @param generation of the resource in its cluster; 0 for a file without one
 * @param hash SHA-256 of the specification, hexadecimal
 * @param certificates empty when no listener does TLS
 * @param tickets how TLS sessions are resumed
 * @param lookupTrust certificate authorities of lookup handlers; empty for those of the platform
 * @param upstreamTrust certificate authorities of mailbox servers; empty for those of the platform
 * @param cacheAccess secrets of the shared cache
 * @param kerberos empty when GSSAPI is not offered
 * @param clientAuths which clients must present a certificate
 * @param delegation the account by which the proxy asks lookup handlers for tokens; empty when it needs none
 */
public record Snapshot(
        String name,
        long generation,
        String hash,
        Instant loadedAt,
        ZimbraProxySpec spec,
        Optional<CertificateStore> certificates,
        TicketPolicy tickets,
        Optional<TrustAnchors> lookupTrust,
        Optional<TrustAnchors> upstreamTrust,
        CacheAccess cacheAccess,
        Optional<KerberosAccess> kerberos,
        ClientAuthTable clientAuths,
        Optional<Delegation> delegation) {

    /** Creates the TLS contexts for clients; empty when there are no certificates. */
    public Optional<ServerContexts> serverContexts(Staples staples) {
        return certificates.map(store -> new ServerContexts(tlsPolicy(), store, clientAuths, staples));
    }

    /** Returns the certificates that need an OCSP staple. */
    public Collection<ServerCertificate> stapled() {
        return certificates
                .filter(store -> tlsPolicy().staples())
                .map(CertificateStore::all)
                .orElse(List.of());
    }

    private TlsPolicy tlsPolicy() {
        return new TlsPolicy(
                versions(),
                spec.tls().ciphers(),
                spec.tls().curves(),
                spec.timeouts().tlsHandshake(),
                tickets,
                spec.tls().ocspStapling());
    }

    /** Returns the same snapshot with another time of loading. */
    public Snapshot withLoadedAt(Instant time) {
        return new Snapshot(
                name,
                generation,
                hash,
                time,
                spec,
                certificates,
                tickets,
                lookupTrust,
                upstreamTrust,
                cacheAccess,
                kerberos,
                clientAuths,
                delegation);
    }

    /** Returns the TLS settings of connections to mailbox servers. */
    public UpstreamTls upstreamTls() {
        return new UpstreamTls(
                spec.upstream().tls().enabled(),
                spec.upstream().tls().startTls(),
                new ClientTls(
                        spec.upstream().tls().verify(),
                        upstreamTrust.map(TrustAnchors::trustManagers).orElse(null)));
    }

    private List<String> versions() {
        return spec.tls().minimumVersion() == TlsVersion.TLS_1_3 ? List.of("TLSv1.3") : TlsPolicy.VERSIONS;
    }

    /** Returns the public names of this proxy in lower case; wildcards as written. */
    public Set<String> hostNames() {
        Set<String> names = new LinkedHashSet<>();
        names.add(spec.hostname().toLowerCase(Locale.ROOT));
        spec.domains()
                .forEach(domain -> domain.virtualHosts().forEach(host -> names.add(host.toLowerCase(Locale.ROOT))));
        return names;
    }

    /** Returns the first HTTPS listener for users; redirects to HTTPS lead there. */
    public Optional<Listener> httpsListener() {
        return spec.listeners().stream()
                .filter(listener -> listener.protocol() == Protocol.HTTPS)
                .filter(listener -> !listener.certificateLogin() && !Pool.ADMIN.equals(listener.pool()))
                .findFirst();
    }

    /** Returns the first HTTPS listener of the admin console. */
    public Optional<Listener> adminListener() {
        return spec.listeners().stream()
                .filter(listener -> listener.protocol() == Protocol.HTTPS)
                .filter(listener -> Pool.ADMIN.equals(listener.pool()))
                .findFirst();
    }

    /** Returns the first HTTP listener in mode {@code Mixed}, which sends only the login to HTTPS. */
    public Optional<Listener> mixedListener() {
        return spec.listeners().stream()
                .filter(listener -> listener.httpMode() == HttpMode.Mixed)
                .findFirst();
    }
}
