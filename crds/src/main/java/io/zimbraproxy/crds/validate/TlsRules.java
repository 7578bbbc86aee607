package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.IssuerRef;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.SecretRef;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.crds.spec.Tls;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import org.jspecify.annotations.Nullable;

/** Rules for TLS settings of client connections. */
final class TlsRules {
    private TlsRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        needed(spec, wanted);
        Tls tls = wanted.tls();
        alternative(spec.at("tls"), tls.certificateRef(), tls.alternativeCertificateRef());
        issued(spec.at("tls"), tls.certificateRef(), tls.certificateIssuerRef());
        for (int i = 0; i < wanted.domains().size(); i++) {
            Domain domain = wanted.domains().get(i);
            alternative(spec.at("domains", i), domain.certificateRef(), domain.alternativeCertificateRef());
            issued(spec.at("domains", i), domain.certificateRef(), domain.certificateIssuerRef());
        }
    }

    private static void alternative(Problems at, @Nullable SecretRef certificate, @Nullable SecretRef alternative) {
        if (alternative != null && certificate == null) {
            at.at("alternativeCertificateRef")
                    .add(
                            "needs certificateRef",
                            alternative.name(),
                            "add certificateRef, or rename this field to certificateRef");
        }
    }

    private static void issued(Problems at, @Nullable SecretRef certificate, @Nullable IssuerRef issuer) {
        if (issuer != null && certificate == null) {
            at.at("certificateIssuerRef")
                    .add("needs certificateRef", issuer.name(), "name the Secret for the issued certificate there");
        }
    }

    private static void needed(Problems spec, ZimbraProxySpec wanted) {
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
        boolean startsWithTls =
                listener.protocol() != null && listener.protocol().tls();
        return startsWithTls || startTls == StartTls.Required || startTls == StartTls.Optional;
    }
}
