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

/** Domains that have host names of their own; others need nothing of the proxy. */
final class DomainSection {
    private static final String BY_ADDRESS =
            "not needed for certificates, which go by name; logins without @domain get their domain by this address in lookups,"
                    + " so such users have to log in with their full address, or a listener needs this address.";

    private DomainSection() {}

    static List<Domain> read(SiteView view, Tls tls) {
        List<Domain> domains = new ArrayList<>();
        for (Entry entry : view.site().domains()) {
            SettingReader settings = view.ofDomain(entry);
            String path = "domains[" + domains.size() + "]";
            UnmappedSettings.of(view.notes(), entry);
            settings.values("zimbraVirtualIPAddress")
                    .forEach(value -> view.notes().remark(value, BY_ADDRESS));
            Domain domain = domain(view, entry, tls, path);
            if (!domain.virtualHosts().isEmpty()) {
                domains.add(domain);
            } else if (domain.certificateRef() != null || domain.clientCertificates() != null) {
                view.notes()
                        .remark(
                                "domain " + entry.name() + " without zimbraVirtualHostname",
                                "no client can ask for it by name, so its certificates are not taken over.");
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
                settings,
                tls.clientCertificates(),
                certificates,
                entry.name(),
                new ClientCertificateSection.Path(path + ".clientCertificates", view.notes()));
        Map<String, String> headers = Headers.read(settings, view.notes(), path + ".responseHeaders");
        return Domain.of(entry.name())
                .withVirtualHosts(hosts)
                .withCertificateRef(certificate)
                .withClientCertificates(differing(clients, tls))
                .withResponseHeaders(headers);
    }

    /** What the general settings say already needs no repetition. */
    private static ClientCertificates differing(ClientCertificates own, Tls tls) {
        return own == null || own.equals(tls.clientCertificates()) ? null : own;
    }

    private static Optional<SecretRef> inFiles(
            SettingReader settings, Certificates certificates, Entry entry, SiteView view, String path) {
        Optional<Value> file = settings.value("nginxCertificate");
        file.ifPresent(value -> view.notes().from(path + ".certificateRef", value));
        return file.map(value -> certificates.inFiles(
                entry.name(),
                value.shown() + " and " + value.shown().replaceFirst("[.]crt$", ".key") + " of the proxy"));
    }
}
