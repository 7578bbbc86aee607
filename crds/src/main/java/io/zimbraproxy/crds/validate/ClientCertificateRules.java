package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.ClientCertificateMode;
import io.zimbraproxy.crds.spec.ClientCertificates;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.LookupAdmin;
import io.zimbraproxy.crds.spec.Protocol;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules for client certificates and for the login with them. */
final class ClientCertificateRules {
    private ClientCertificateRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        authorities(spec.at("tls"), wanted.tls().clientCertificates());
        for (int i = 0; i < wanted.domains().size(); i++) {
            authorities(spec.at("domains", i), wanted.domains().get(i).clientCertificates());
        }
        wanted.listeners().stream()
                .filter(ClientCertificateRules::logsIn)
                .findFirst()
                .ifPresent(listener -> login(spec, wanted, listener));
    }

    /** Returns true for an HTTPS listener with certificateLogin; other protocols are reported by {@link ListenerRules}. */
    static boolean logsIn(Listener listener) {
        return listener.protocol() == Protocol.HTTPS && listener.certificateLogin();
    }

    private static void authorities(Problems at, @Nullable ClientCertificates certificates) {
        if (certificates != null && requests(certificates) && certificates.caRef() == null) {
            at.at("clientCertificates")
                    .at("caRef")
                    .add("is missing", null, "name a Secret with the authorities of client certificates");
        }
    }

    private static boolean requests(ClientCertificates certificates) {
        return certificates.mode() != ClientCertificateMode.None;
    }

    private static void login(Problems spec, ZimbraProxySpec wanted, Listener listener) {
        Stream<ClientCertificates> all = Stream.concat(
                Stream.of(wanted.tls().clientCertificates()),
                wanted.domains().stream().flatMap(domain -> Stream.ofNullable(domain.clientCertificates())));
        if (all.noneMatch(ClientCertificateRules::requests)) {
            spec.at("tls")
                    .at("clientCertificates")
                    .at("mode")
                    .add(
                            "requests no certificates, and listener " + listener.name() + " needs them for logins",
                            ClientCertificateMode.None,
                            "set it to Optional or Required here or in a domain");
        }
        LookupAdmin admin = wanted.lookup().admin();
        if (admin == null || admin.passwordRef() == null) {
            spec.at("lookup")
                    .at("admin")
                    .at("passwordRef")
                    .add(
                            "is missing, and listener " + listener.name() + " needs it",
                            null,
                            "name a Secret with the password of the account for token lookups");
        }
    }
}
