package io.zimbraproxy.proxy.it.tls;

import io.zimbraproxy.proxy.it.stage.ManifestPatch;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Many domains, each with a host and a certificate. Host 7 is {@code mail7.many.example}. */
final class ManyHosts {
    private final CertificateAuthority authority;
    private final Path secrets;
    private final List<X509Certificate> certificates = new ArrayList<>();

    /** Issues certificates for {@code count} hosts and writes them to a folder for secrets. */
    ManyHosts(CertificateAuthority authority, Path secrets, int count) throws Exception {
        this.authority = authority;
        this.secrets = secrets;
        for (int i = 0; i < count; i++) {
            certificates.add(null);
            renew(i);
        }
    }

    /** Issues a new certificate for a host. */
    PemPair renew(int number) throws Exception {
        PemPair pair =
                authority.issue(KeyType.ECDSA_P256, List.of(name(number))).write(secrets.resolve("many" + number));
        certificates.set(number, pair.leaf());
        return pair;
    }

    String name(int number) {
        return "mail" + number + ".many.example";
    }

    /** Returns the certificate that the proxy must show for a host. */
    X509Certificate certificate(int number) {
        return certificates.get(number);
    }

    int count() {
        return certificates.size();
    }

    /** Returns the domains as a {@link ManifestPatch}. */
    String patch() {
        StringBuilder patch = new StringBuilder("spec:\n  domains:\n");
        for (int i = 0; i < count(); i++) {
            patch.append("    - {name: d%d.many.example, virtualHosts: [%s], certificateRef: {name: many%d}}\n"
                    .formatted(i, name(i), i));
        }
        return patch.toString();
    }
}
