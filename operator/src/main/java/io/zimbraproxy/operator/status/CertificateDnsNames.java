package io.zimbraproxy.operator.status;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Whom a certificate is for. */
final class CertificateDnsNames {
    /** Kind of a name, RFC 5280 section 4.2.1.6. */
    private static final int DNS_NAME = 2;

    private CertificateDnsNames() {}

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
        } catch (CertificateParsingException garbage) {
            return List.of();
        }
    }
}
