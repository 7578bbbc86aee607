package io.zimbraproxy.operator.status;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** DNS names in the subject alternative names of a certificate. */
final class CertificateDnsNames {
    /** Type {@code dNSName} of a general name, RFC 5280 section 4.2.1.6. */
    private static final int DNS_NAME = 2;

    private CertificateDnsNames() {}

    /** Returns the names in alphabetical order; none when the extension is missing or malformed. */
    static List<String> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                            .map(name -> name.get(1).toString())
                            .sorted()
                            .toList();
        } catch (CertificateParsingException malformed) {
            return List.of();
        }
    }
}
