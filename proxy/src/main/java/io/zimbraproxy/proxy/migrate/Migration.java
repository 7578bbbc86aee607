package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.ClientCertificateMode;
import io.zimbraproxy.crds.spec.ClientCertificates;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Lookup;
import io.zimbraproxy.crds.spec.Sasl;
import io.zimbraproxy.crds.spec.SaslMechanism;
import io.zimbraproxy.crds.spec.Sections;
import io.zimbraproxy.crds.spec.Tls;
import io.zimbraproxy.crds.spec.Upstream;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.crds.validate.SpecValidator;
import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.SiteSettings;
import io.zimbraproxy.proxy.migrate.write.ManifestText;
import io.zimbraproxy.proxy.migrate.write.SecretData;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Result of converting a site.
 *
 * @param yaml the manifest, with comments
 * @param secrets those Secrets of the manifest whose content the attributes of the site contain
 * @param problems what is wrong with the manifest or missing in it
 */
public record Migration(String yaml, List<SecretData> secrets, List<Problem> problems) {
    /**
     * Options of the user.
     *
     * @param name name of the resource
     * @param hostname public host name; null for the name in the settings
     * @param server proxy whose settings are used; null for the first one
     */
    public record Options(
            String name,
            @Nullable String hostname,
            @Nullable String server) {}

    /** Converts a site to a manifest; empty if the options name a server that the site does not have. */
    public static Optional<Migration> of(SiteSettings site, Options options) {
        String server = options.server();
        Optional<Entry> proxy = server == null ? site.proxies().stream().findFirst() : site.server(server);
        if (server != null && proxy.isEmpty()) {
            return Optional.empty();
        }
        Notes notes = new Notes();
        SiteView view = SiteView.of(site, proxy, notes);
        ZimbraProxySpec spec = spec(view, options.hostname());
        Stream.of(site.global(), proxy).flatMap(Optional::stream).forEach(entry -> UnmappedSettings.of(notes, entry));
        UnmappedSettings.ofOthers(view);
        ManifestText manifest =
                new ManifestText(options.name(), spec, ManifestHeader.lines(site, notes), notes.comments());
        return Optional.of(new Migration(manifest.yaml(), view.secrets().known(), SpecValidator.validate(spec)));
    }

    private static ZimbraProxySpec spec(SiteView view, @Nullable String hostnameOption) {
        String hostname = HostnameSection.read(view, hostnameOption);
        UpstreamAuthority authority = new UpstreamAuthority(view);
        Tls tls = TlsSection.read(view, hostname);
        List<Domain> domains = DomainSection.read(view, tls);
        HostnameSection.otherNames(view, hostname, domains);
        boolean certificates = requestsCertificates(tls, domains);
        List<Listener> listeners = ListenerSection.read(view, certificates);
        Sasl sasl = SaslSection.read(view);
        boolean tokens = certificates || sasl.mechanisms().contains(SaslMechanism.GSSAPI);
        boolean web =
                listeners.stream().anyMatch(listener -> !listener.protocol().mail());
        Lookup lookup = LookupSection.read(view, authority, tokens);
        Upstream upstream = UpstreamSection.read(view, authority, web);
        // Without a host name the specification is incomplete, which validation reports.
        ZimbraProxySpec spec = hostname == null
                ? Sections.defaults(ZimbraProxySpec.class).withListeners(listeners)
                : ZimbraProxySpec.of(hostname, listeners);
        return spec.withTls(tls)
                .withDomains(domains)
                .withLookup(lookup)
                .withRouteCache(CacheSection.read(view))
                .withThrottle(ThrottleSection.read(view))
                .withUpstream(upstream)
                .withSasl(sasl)
                .withImap(MailSection.imap(view))
                .withPop3(MailSection.pop3(view))
                .withHttp(HttpSection.read(view, upstream.pools()))
                .withTimeouts(TimeoutSection.read(view));
    }

    private static boolean requestsCertificates(Tls tls, List<Domain> domains) {
        return Stream.concat(
                        Stream.of(tls.clientCertificates()), domains.stream().map(Domain::clientCertificates))
                .filter(Objects::nonNull)
                .map(ClientCertificates::mode)
                .anyMatch(mode -> mode != ClientCertificateMode.None);
    }
}
