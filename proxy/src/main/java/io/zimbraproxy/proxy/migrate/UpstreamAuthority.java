package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.CaRef;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.Map;
import java.util.Optional;

/** The authority that the site's own servers have their certificates from; one Secret, made when it is first asked for. */
final class UpstreamAuthority {
    private final SiteView view;
    private CaRef ref;

    UpstreamAuthority(SiteView view) {
        this.view = view;
    }

    /** For servers that are spoken to with TLS in the section at this path. */
    CaRef ref(String path) {
        if (ref == null) {
            ref = make();
        }
        view.notes()
                .say(
                        path,
                        "Zimbra's proxy does not look at certificates of servers, this one does: leave caRef out where"
                                + " they come from");
        view.notes().say(path, "a public authority; with verify: false nothing is looked at");
        return ref;
    }

    private CaRef make() {
        String name = view.secrets().of("zimbra", "ca");
        Optional<Value> own = view.proxy()
                .value("zimbraCertAuthorityCertSelfSigned")
                .filter(value -> value.text().strip().startsWith("-----BEGIN CERTIFICATE"));
        own.ifPresentOrElse(
                value -> view.secrets().given(name, Map.of("ca.crt", Certificates.pem(value)), value.where()),
                () -> view.secrets().wanted(name, "ca.crt", "/opt/zimbra/conf/ca/ca.pem of any server"));
        return new CaRef(name);
    }
}
