package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.spec.ByVirtualHost;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.SecretRef;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.proxy.tls.CertificateSet;
import io.zimbraproxy.proxy.tls.CertificateStore;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the certificates that a specification names; reads each Secret once. */
final class CertificateReader {
    private static final String FIRST = ".certificateRef";
    private static final String SECOND = ".alternativeCertificateRef";

    private final Secrets secrets;
    private final List<Problem> problems;
    private final Optional<SecretCache> kept;
    private final Map<String, Optional<ServerCertificate>> bySecret = new HashMap<>();

    /**
     * Creates a reader.
     *
     * @param kept where a certificate that cannot be used is replaced by the one in service; empty for no replacement
     */
    CertificateReader(Secrets secrets, List<Problem> problems, Optional<SecretCache> kept) {
        this.secrets = secrets;
        this.kept = kept;
        this.problems = problems;
    }

    /** Returns the certificates; empty when the specification names none or none of them can be used. */
    Optional<CertificateStore> read(ZimbraProxySpec spec) {
        Map<String, CertificateSet> byName = new HashMap<>();
        CertificateSet fallback =
                set("spec.tls", spec.tls().certificateRef(), spec.tls().alternativeCertificateRef());
        for (int i = 0; i < spec.domains().size(); i++) {
            Domain domain = spec.domains().get(i);
            CertificateSet set =
                    set("spec.domains[" + i + "]", domain.certificateRef(), domain.alternativeCertificateRef());
            if (set != null) {
                fallback = fallback == null ? set : fallback;
                domain.virtualHosts().forEach(host -> byName.put(host.toLowerCase(Locale.ROOT), set));
            }
        }
        return fallback == null
                ? Optional.empty()
                : Optional.of(new CertificateStore(new ByVirtualHost<>(fallback, byName)));
    }

    private @Nullable CertificateSet set(String path, @Nullable SecretRef first, @Nullable SecretRef second) {
        if (first == null) {
            return null;
        }
        Optional<ServerCertificate> one = certificate(path + FIRST, first);
        Optional<ServerCertificate> other = second == null ? Optional.empty() : certificate(path + SECOND, second);
        if (one.isPresent() && other.isPresent() && sameKind(one.get(), other.get())) {
            problems.add(new Problem(
                    path + SECOND,
                    "has a key of the same kind as certificateRef",
                    other.get().key().getAlgorithm(),
                    "name a certificate with an ECDSA key beside one with RSA, or leave it out"));
        }
        return one.map(certificate -> CertificateSet.of(certificate, other.orElse(null)))
                .orElse(null);
    }

    private Optional<ServerCertificate> certificate(String path, SecretRef reference) {
        return bySecret.computeIfAbsent(
                reference.name(),
                secret -> kept.isEmpty()
                        ? secrets.certificate(path, secret)
                        : secrets.certificate(path, secret).or(() -> kept.get().inService(secret)));
    }

    private static boolean sameKind(ServerCertificate one, ServerCertificate other) {
        return one.key().getAlgorithm().equals(other.key().getAlgorithm());
    }
}
