package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.CaRef;
import io.zimbraproxy.crds.spec.ClientCertificateMode;
import io.zimbraproxy.crds.spec.ClientCertificates;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Converts the settings for client certificates of web clients. */
final class ClientCertificateSection {
    private static final String MODE = "zimbraReverseProxyClientCertMode";
    private static final String AUTHORITIES = "zimbraReverseProxyClientCertCA";

    private ClientCertificateSection() {}

    /**
     * Reads the section.
     *
     * @param general authorities to use if the settings name none; null for none
     * @param owner host or domain, for the name of the Secret
     * @param path path of the section in the specification
     * @return null if the settings have no mode
     */
    static @Nullable ClientCertificates read(
            SettingReader settings, @Nullable CaRef general, Certificates certificates, String owner, String path) {
        String text = settings.textFor(path + ".mode", MODE);
        if (text == null) {
            return null;
        }
        ClientCertificateMode mode =
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "on" -> ClientCertificateMode.Required;
                    case "optional" -> ClientCertificateMode.Optional;
                    default -> ClientCertificateMode.None;
                };
        if (mode == ClientCertificateMode.None) {
            return new ClientCertificates(mode, null);
        }
        CaRef authorities = settings.value(AUTHORITIES)
                .or(() -> settings.value("nginxClientCertificates"))
                .map(value -> certificates.clients(value, owner, path + ".caRef"))
                .orElse(general);
        return new ClientCertificates(mode, authorities);
    }
}
