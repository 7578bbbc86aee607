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
import org.jspecify.annotations.Nullable;

/** Converts the TLS settings for clients. */
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

    /** Reads the section; {@code hostname} names the Secrets. */
    static Tls read(SiteView view, @Nullable String hostname) {
        TlsSection section = new TlsSection(view);
        Certificates certificates = new Certificates(view);
        String owner = hostname == null ? "proxy" : hostname;
        SecretRef certificate = certificates
                .of(view.proxy(), owner, "tls.certificateRef")
                .orElseGet(() -> certificates.inFiles(
                        owner, "/opt/zimbra/conf/nginx.crt and /opt/zimbra/conf/nginx.key on the proxy"));
        return Tls.defaults()
                .withCertificateRef(certificate)
                .withMinimumVersion(section.minimumVersion())
                .withCiphers(CipherNames.read(view, "tls.ciphers"))
                .withCurves(section.curves())
                .withStrictServerName(
                        view.proxy().onFor("tls.strictServerName", "zimbraReverseProxyStrictServerNameEnabled"))
                .withClientCertificates(ClientCertificateSection.read(
                        view.proxy(), null, certificates, owner, "tls.clientCertificates"));
    }

    /** Returns the minimum version; null for the default. */
    private @Nullable TlsVersion minimumVersion() {
        List<Value> versions = settings.values(VERSIONS);
        List<String> names = versions.stream().map(Value::text).toList();
        versions.stream()
                .filter(version -> !version.text().matches("TLSv1[.][23]"))
                .forEach(version -> view.notes()
                        .advise(
                                version,
                                "Not supported any more; clients without a newer TLS version cannot connect."));
        if (names.contains("TLSv1.2") && !names.contains("TLSv1.3")) {
            view.notes().advise(VERSIONS + " without TLSv1.3", "TLS 1.3 is always enabled; no action is needed.");
        }
        boolean only13 = names.contains("TLSv1.3") && !names.contains("TLSv1.2");
        if (only13) {
            settings.textsFor("tls.minimumVersion", VERSIONS);
        }
        return only13 ? TlsVersion.TLS_1_3 : null;
    }

    /** Returns the curves; empty, for the default list, if the site has Zimbra's only curve, which the default list contains. */
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
            view.notes().advise(curves.get(), "Some of these curves are not supported; the default list is used.");
            return List.of();
        }
        settings.textFor("tls.curves", CURVES);
        return names.stream().map(TlsSection::group).distinct().toList();
    }

    private static @Nullable String group(String name) {
        return GROUPS.get(name.toLowerCase(Locale.ROOT));
    }
}
