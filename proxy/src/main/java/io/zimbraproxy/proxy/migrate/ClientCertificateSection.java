package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.CaRef;
import io.zimbraproxy.crds.spec.ClientCertificateMode;
import io.zimbraproxy.crds.spec.ClientCertificates;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.Locale;
import java.util.Optional;

/** Whether web clients show a certificate, and whom it has to be from. */
final class ClientCertificateSection {
    private static final String MODE = "zimbraReverseProxyClientCertMode";
    private static final String AUTHORITIES = "zimbraReverseProxyClientCertCA";

    private ClientCertificateSection() {}

    /** What the settings say, with their own authorities else those of {@code general}; null when they say nothing. */
    static ClientCertificates read(
            SettingReader settings, ClientCertificates general, Certificates certificates, String owner, Path path) {
        Optional<Value> mode = settings.value(MODE);
        if (mode.isEmpty()) {
            return null;
        }
        ClientCertificateMode asked =
                switch (mode.get().text().toLowerCase(Locale.ROOT)) {
                    case "on" -> ClientCertificateMode.Required;
                    case "optional" -> ClientCertificateMode.Optional;
                    default -> ClientCertificateMode.None;
                };
        path.notes().from(path.text() + ".mode", mode.get());
        if (asked == ClientCertificateMode.None) {
            return new ClientCertificates(asked, null);
        }
        CaRef authorities = settings.value(AUTHORITIES)
                .or(() -> settings.value("nginxClientCertificates"))
                .map(value -> certificates.clients(value, owner, path.text() + ".caRef"))
                .orElse(general == null ? null : general.caRef());
        return new ClientCertificates(asked, authorities);
    }

    /** Where in the manifest, and who notes it. */
    record Path(String text, Notes notes) {}
}
