package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.SecretRef;
import io.zimbraproxy.crds.spec.Tls;
import io.zimbraproxy.crds.spec.TlsVersion;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** TLS towards clients. */
final class TlsSection {
    private static final String VERSIONS = "zimbraReverseProxySSLProtocols";
    private static final String CURVES = "zimbraReverseProxySSLECDHCurve";
    private static final Map<String, String> GROUPS = Map.of(
            "prime256v1",
            "P-256",
            "secp256r1",
            "P-256",
            "secp384r1",
            "P-384",
            "secp521r1",
            "P-521",
            "x25519",
            "X25519");

    private final SiteView view;
    private final SettingReader settings;

    private TlsSection(SiteView view) {
        this.view = view;
        this.settings = view.proxy();
    }

    static Tls read(SiteView view, String hostname) {
        TlsSection section = new TlsSection(view);
        Certificates certificates = new Certificates(view);
        String owner = hostname == null ? "proxy" : hostname;
        SecretRef certificate = certificates
                .of(view.proxy(), owner, "tls.certificateRef")
                .orElseGet(() -> certificates.inFiles(
                        owner, "/opt/zimbra/conf/nginx.crt and /opt/zimbra/conf/nginx.key of the proxy"));
        return Tls.defaults()
                .withCertificateRef(certificate)
                .withMinimumVersion(section.minimumVersion())
                .withCiphers(CipherNames.read(view, "tls.ciphers"))
                .withCurves(section.curves())
                .withStrictServerName(
                        view.proxy().onFor("tls.strictServerName", "zimbraReverseProxyStrictServerNameEnabled"))
                .withClientCertificates(ClientCertificateSection.read(
                        view.proxy(),
                        null,
                        certificates,
                        owner,
                        new ClientCertificateSection.Path("tls.clientCertificates", view.notes())));
    }

    private TlsVersion minimumVersion() {
        List<Value> versions = settings.values(VERSIONS);
        List<String> names = versions.stream().map(Value::text).toList();
        versions.stream()
                .filter(version -> !version.text().matches("TLSv1[.][23]"))
                .forEach(version -> view.notes()
                        .remark(version, "not spoken any more; clients that know nothing newer cannot connect."));
        if (names.contains("TLSv1.2") && !names.contains("TLSv1.3")) {
            view.notes().remark(VERSIONS + " without TLSv1.3", "it is spoken here always; nothing to do.");
        }
        boolean only13 = names.contains("TLSv1.3") && !names.contains("TLSv1.2");
        if (only13) {
            settings.textsFor("tls.minimumVersion", VERSIONS);
        }
        return only13 ? TlsVersion.TLS_1_3 : null;
    }

    /** The one curve that Zimbra sets up is among our own, which are more and better. */
    private List<String> curves() {
        Optional<Value> curves = settings.value(CURVES)
                .filter(value ->
                        !value.text().equals("prime256v1") && !value.text().equals("auto"));
        if (curves.isEmpty()) {
            return List.of();
        }
        List<String> names = Arrays.asList(curves.get().text().split(":", -1));
        String unknown = names.stream().filter(name -> group(name) == null).collect(Collectors.joining(":"));
        if (!unknown.isEmpty()) {
            view.notes().remark(curves.get(), "has curves that are not offered here; our own list is kept.");
            return List.of();
        }
        settings.textFor("tls.curves", CURVES);
        return names.stream().map(TlsSection::group).distinct().toList();
    }

    private static String group(String name) {
        return GROUPS.get(name.toLowerCase(Locale.ROOT));
    }
}
