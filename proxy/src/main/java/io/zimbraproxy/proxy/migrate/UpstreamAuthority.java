package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.CaRef;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificate authority of the site's own servers: one Secret, created on first use. */
final class UpstreamAuthority {
    private final SiteView view;
    private @Nullable CaRef ref;

    UpstreamAuthority(SiteView view) {
        this.view = view;
    }

    /** Returns the Secret for the section at this path, whose connections use TLS. */
    CaRef ref(String path) {
        CaRef authority = ref == null ? create() : ref;
        ref = authority;
        view.notes().comment(path, "Unlike Zimbra's proxy, this proxy verifies the certificates of servers.");
        view.notes()
                .comment(path, "Remove caRef if a public authority issued them. verify: false turns verification off.");
        return authority;
    }

    private CaRef create() {
        String name = view.secrets().newName("zimbra", "ca");
        Optional<Value> own = view.proxy()
                .value("zimbraCertAuthorityCertSelfSigned")
                .filter(value -> value.text().strip().startsWith("-----BEGIN CERTIFICATE"));
        own.ifPresentOrElse(
                value -> view.secrets().addKnown(name, Map.of("ca.crt", Certificates.pem(value)), value.where()),
                () -> view.secrets().addMissing(name, "ca.crt", "/opt/zimbra/conf/ca/ca.pem on any server"));
        return new CaRef(name);
    }
}
