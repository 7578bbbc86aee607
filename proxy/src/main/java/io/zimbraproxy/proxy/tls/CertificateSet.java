package io.zimbraproxy.proxy.tls;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a host name: one, or two with keys of different types (ECDSA and RSA).
 *
 * @param all the certificate that every client supports is the last one; not empty
 */
public record CertificateSet(List<ServerCertificate> all) {
    /** Creates the set; {@code second} is null, or has a key of the other type. */
    public static CertificateSet of(ServerCertificate first, @Nullable ServerCertificate second) {
        if (second == null) {
            return new CertificateSet(List.of(first));
        }
        // ECDSA is preferred, because its signatures cost a tenth of RSA signatures.
        return new CertificateSet(elliptic(second) ? List.of(second, first) : List.of(first, second));
    }

    static boolean elliptic(ServerCertificate certificate) {
        return certificate.own().getPublicKey() instanceof ECPublicKey;
    }

    /** Returns the certificate for a client. */
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
