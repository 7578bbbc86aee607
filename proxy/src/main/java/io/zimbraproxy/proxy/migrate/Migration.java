package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.ClientCertificateMode;
import io.zimbraproxy.crds.spec.ClientCertificates;
import io.zimbraproxy.crds.spec.Deployment;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Lookup;
import io.zimbraproxy.crds.spec.Sasl;
import io.zimbraproxy.crds.spec.SaslMechanism;
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

/**
 * What became of a site.
 *
 * @param yaml the manifest, with comments
 * @param secrets what the site's attributes hold of the Secrets that the manifest names
 * @param problems what the manifest lacks in order to be valid
 */
public record Migration(String yaml, List<SecretData> secrets, List<Problem> problems) {
    /**
     * What the user asks for; null where the site decides.
     *
     * @param name of the resource
     * @param hostname the public name
     * @param server the proxy that is taken as the model
     */
    public record Wishes(String name, String hostname, String server) {}

    /** Makes a manifest of a site; empty when there is no proxy of the name that is wished for. */
    public static Optional<Migration> of(SiteSettings site, Wishes wishes) {
        Optional<Entry> proxy =
                wishes.server() == null ? site.proxies().stream().findFirst() : site.server(wishes.server());
        if (wishes.server() != null && proxy.isEmpty()) {
            return Optional.empty();
        }
        Notes notes = new Notes();
        SiteView view = SiteView.of(site, proxy, notes);
        ZimbraProxySpec spec = spec(view, wishes.hostname());
        Stream.of(site.global(), proxy).flatMap(Optional::stream).forEach(entry -> UnmappedSettings.of(notes, entry));
        UnmappedSettings.ofOthers(view);
        ManifestText manifest = new ManifestText(wishes.name(), spec, Header.lines(site, notes), notes.fields());
        return Optional.of(new Migration(manifest.yaml(), view.secrets().known(), SpecValidator.validate(spec)));
    }

    private static ZimbraProxySpec spec(SiteView view, String wantedHostname) {
        String hostname = HostnameSection.read(view, wantedHostname);
        UpstreamAuthority authority = new UpstreamAuthority(view);
        Tls tls = TlsSection.read(view, hostname);
        List<Domain> domains = DomainSection.read(view, tls);
        HostnameSection.otherNames(view, hostname, domains);
        boolean certificates = asks(tls, domains);
        List<Listener> listeners = ListenerSection.read(view, certificates);
        Sasl sasl = SaslSection.read(view);
        boolean tokens = certificates || sasl.mechanisms().contains(SaslMechanism.GSSAPI);
        boolean web =
                listeners.stream().anyMatch(listener -> !listener.protocol().mail());
        Lookup lookup = LookupSection.read(view, authority, tokens);
        Upstream upstream = UpstreamSection.read(view, authority, web);
        return new ZimbraProxySpec(
                hostname,
                listeners,
                tls,
                domains,
                lookup,
                CacheSection.read(view),
                ThrottleSection.read(view),
                upstream,
                sasl,
                MailSection.imap(view),
                MailSection.pop3(view),
                HttpSection.read(view, upstream.pools()),
                TimeoutSection.read(view),
                Limits.defaults(),
                Deployment.defaults());
    }

    private static boolean asks(Tls tls, List<Domain> domains) {
        return Stream.concat(
                        Stream.of(tls.clientCertificates()), domains.stream().map(Domain::clientCertificates))
                .filter(Objects::nonNull)
                .map(ClientCertificates::mode)
                .anyMatch(mode -> mode != ClientCertificateMode.None);
    }
}
