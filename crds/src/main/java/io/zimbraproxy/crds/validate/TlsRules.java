package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;

/** Rules about TLS towards clients. */
final class TlsRules {
    private TlsRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        Problems at = spec.at("tls");
        if (wanted.tls().certificateRef() != null) {
            NameRules.label(
                    at.at("certificateRef").at("name"),
                    wanted.tls().certificateRef().name());
        }
        boolean certificate = wanted.tls().certificateRef() != null
                || wanted.domains().stream().anyMatch(domain -> domain.certificateRef() != null);
        wanted.listeners().stream()
                .filter(TlsRules::needsCertificate)
                .findFirst()
                .ifPresent(listener -> {
                    if (!certificate) {
                        at.at("certificateRef")
                                .add(
                                        "listener " + listener.name() + " needs a certificate",
                                        null,
                                        "name a Secret with tls.crt and tls.key here or in a domain");
                    }
                });
        List<String> ciphers = wanted.tls().ciphers();
        for (int i = 0; i < ciphers.size(); i++) {
            if (!ciphers.get(i).matches("TLS_[A-Z0-9_]{5,60}")) {
                at.at("ciphers", i)
                        .add(
                                "is not the standard name of a cipher suite",
                                ciphers.get(i),
                                "write it like TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
            }
        }
    }

    private static boolean needsCertificate(Listener listener) {
        StartTls startTls = listener.effectiveStartTls();
        return listener.protocol().tls() || startTls != null && startTls != StartTls.Disabled;
    }
}
