package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.CaRef;
import io.zimbraproxy.crds.spec.SecretRef;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.Map;
import java.util.Optional;

/** Certificates, keys and authorities: what is in attributes becomes a Secret, for the rest it is said where to take it from. */
final class Certificates {
    private final SecretNames secrets;
    private final Notes notes;

    Certificates(SiteView view) {
        this.secrets = view.secrets();
        this.notes = view.notes();
    }

    /** The certificate in the attributes; empty when there is none, or half of one. */
    Optional<SecretRef> of(SettingReader settings, String owner, String path) {
        Optional<Value> certificate = settings.value("zimbraSSLCertificate");
        Optional<Value> key = settings.value("zimbraSSLPrivateKey");
        if (certificate.isEmpty() || key.isEmpty()) {
            certificate
                    .or(() -> key)
                    .ifPresent(
                            half -> notes.remark(
                                    half,
                                    "one of zimbraSSLCertificate and zimbraSSLPrivateKey is missing; the certificate is not used."));
            return Optional.empty();
        }
        if (!isPem(certificate.get()) || !isPem(key.get())) {
            notes.remark(certificate.get(), "certificate or key is no PEM text; the certificate is not used.");
            return Optional.empty();
        }
        String name = secrets.of(owner, "tls");
        notes.from(path, certificate.get());
        secrets.given(
                name,
                Map.of("tls.crt", pem(certificate.get()), "tls.key", pem(key.get())),
                certificate.get().where());
        return Optional.of(new SecretRef(name));
    }

    /** A certificate that lies in files. */
    SecretRef inFiles(String owner, String files) {
        String name = secrets.of(owner, "tls");
        secrets.wanted(name, "tls.crt, tls.key", files);
        return new SecretRef(name);
    }

    /** Authorities of client certificates. */
    CaRef clients(Value authorities, String owner, String path) {
        String name = secrets.of(owner, "client-ca");
        notes.from(path, authorities);
        if (isPem(authorities)) {
            secrets.given(name, Map.of("ca.crt", pem(authorities)), authorities.where());
        } else {
            secrets.wanted(name, "ca.crt", authorities.shown() + " of the proxy");
        }
        return new CaRef(name);
    }

    private static boolean isPem(Value value) {
        return value.text().strip().startsWith("-----BEGIN ");
    }

    static String pem(Value value) {
        return value.text().strip() + "\n";
    }
}
