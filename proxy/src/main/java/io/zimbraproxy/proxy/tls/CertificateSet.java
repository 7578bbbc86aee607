package io.zimbraproxy.proxy.tls;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;

/**
 * The certificates of a host name, with keys of different kinds.
 *
 * @param all the one for clients that can take anything last; not empty
 */
public record CertificateSet(List<ServerCertificate> all) {
    /** {@code second} may be null; else its key is of the other kind. */
    public static CertificateSet of(ServerCertificate first, ServerCertificate second) {
        if (second == null) {
            return new CertificateSet(List.of(first));
        }
        // Signing with elliptic curves costs a tenth of RSA: it is tried first.
        return new CertificateSet(elliptic(second) ? List.of(second, first) : List.of(first, second));
    }

    static boolean elliptic(ServerCertificate certificate) {
        return certificate.own().getPublicKey() instanceof ECPublicKey;
    }

    /** The one to show to this client. */
    ServerCertificate forClient(ClientHello hello) {
        for (ServerCertificate certificate : all) {
            if (elliptic(certificate) && all.size() > 1) {
                int bits = ((ECPublicKey) certificate.own().getPublicKey())
                        .getParams()
                        .getCurve()
                        .getField()
                        .getFieldSize();
                if (hello.takesEcdsa(bits)) {
                    return certificate;
                }
            }
        }
        return all.get(all.size() - 1);
    }
}
