package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;

/** Rules about TLS towards clients. */
final class TlsRules {
    private TlsRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        boolean certificate = wanted.tls().certificateRef() != null
                || wanted.domains().stream().anyMatch(domain -> domain.certificateRef() != null);
        if (!certificate) {
            wanted.listeners().stream()
                    .filter(TlsRules::needsCertificate)
                    .findFirst()
                    .ifPresent(listener -> spec.at("tls")
                            .at("certificateRef")
                            .add(
                                    "is missing, and listener " + listener.name() + " needs a certificate",
                                    null,
                                    "name a Secret with tls.crt and tls.key here or in a domain"));
        }
    }

    private static boolean needsCertificate(Listener listener) {
        StartTls startTls = listener.effectiveStartTls();
        boolean begins = listener.protocol() != null && listener.protocol().tls();
        return begins || startTls == StartTls.Required || startTls == StartTls.Optional;
    }
}
