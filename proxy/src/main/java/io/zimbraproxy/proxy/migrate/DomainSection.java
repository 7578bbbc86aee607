package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.ClientCertificates;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.SecretRef;
import io.zimbraproxy.crds.spec.Tls;
import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts the domains with virtual host names; the proxy needs no settings for other domains. */
final class DomainSection {
    private static final String BY_ADDRESS =
            "Not needed to select certificates, because the proxy selects them by host name. Lookups use this address to find the domain"
                    + " of a user name without @domain: let these users log in with their full address, or add a listener with this"
                    + " address.";

    private DomainSection() {}

    static List<Domain> read(SiteView view, Tls tls) {
        List<Domain> domains = new ArrayList<>();
        for (Entry entry : view.site().domains()) {
            SettingReader settings = view.ofDomain(entry);
            String path = "domains[" + domains.size() + "]";
            UnmappedSettings.of(view.notes(), entry);
            settings.values("zimbraVirtualIPAddress")
                    .forEach(value -> view.notes().advise(value, BY_ADDRESS));
            Domain domain = domain(view, entry, tls, path);
            if (!domain.virtualHosts().isEmpty()) {
                domains.add(domain);
            } else if (domain.certificateRef() != null || domain.clientCertificates() != null) {
                view.notes()
                        .advise(
                                "domain " + entry.name() + " without zimbraVirtualHostname",
                                "Clients cannot select this domain by name, so its certificates are not converted.");
            }
        }
        return domains;
    }

    private static Domain domain(SiteView view, Entry entry, Tls tls, String path) {
        SettingReader settings = view.ofDomain(entry);
        Certificates certificates = new Certificates(view);
        List<String> hosts = settings.textsFor(path + ".virtualHosts", "zimbraVirtualHostname");
        if (hosts.isEmpty() && settings.value("zimbraSSLCertificate").isEmpty()) {
            return Domain.of(entry.name());
        }
        SecretRef certificate = hosts.isEmpty()
                ? null
                : certificates
                        .of(settings, entry.name(), path + ".certificateRef")
                        .or(() -> inFiles(settings, certificates, entry, view, path))
                        .orElse(null);
        ClientCertificates clients = ClientCertificateSection.read(
                settings, tls.clientCertificates().caRef(), certificates, entry.name(), path + ".clientCertificates");
        Map<String, String> headers = ResponseHeaders.read(settings, view.notes(), path + ".responseHeaders");
        return Domain.of(entry.name())
                .withVirtualHosts(hosts)
                .withCertificateRef(certificate)
                .withClientCertificates(differing(clients, tls))
                .withResponseHeaders(headers);
    }

    /** Returns the section of the domain; null if the general section already says the same. */
    private static @Nullable ClientCertificates differing(@Nullable ClientCertificates own, Tls tls) {
        return own == null || own.equals(tls.clientCertificates()) ? null : own;
    }

    /** Returns the Secret for the certificate file that an nginx configuration names. */
    private static Optional<SecretRef> inFiles(
            SettingReader settings, Certificates certificates, Entry entry, SiteView view, String path) {
        Optional<Value> file = settings.value("nginxCertificate");
        file.ifPresent(value -> view.notes().source(path + ".certificateRef", value));
        return file.map(value -> certificates.inFiles(
                entry.name(),
                value.shown() + " and " + value.shown().replaceFirst("[.]crt$", ".key") + " on the proxy"));
    }
}
