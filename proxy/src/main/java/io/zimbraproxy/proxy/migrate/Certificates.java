package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.CaRef;
import io.zimbraproxy.crds.spec.SecretRef;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.Map;
import java.util.Optional;

/** Creates the Secrets for certificates, keys and authorities: with their content if an attribute has it, else with a note on its origin. */
final class Certificates {
    private final RequiredSecrets secrets;
    private final Notes notes;

    Certificates(SiteView view) {
        this.secrets = view.secrets();
        this.notes = view.notes();
    }

    /** Returns the Secret for the certificate and the key in the attributes; empty if one of them is missing or is not PEM text. */
    Optional<SecretRef> of(SettingReader settings, String owner, String path) {
        Optional<Value> certificate = settings.value("zimbraSSLCertificate");
        Optional<Value> key = settings.value("zimbraSSLPrivateKey");
        if (certificate.isEmpty() || key.isEmpty()) {
            certificate
                    .or(() -> key)
                    .ifPresent(
                            single -> notes.advise(
                                    single,
                                    "zimbraSSLCertificate or zimbraSSLPrivateKey is missing, so the certificate is not used; set both."));
            return Optional.empty();
        }
        if (!isPem(certificate.get()) || !isPem(key.get())) {
            notes.advise(
                    certificate.get(),
                    "The certificate or its key is not PEM text, so the certificate is not used; set both as PEM.");
            return Optional.empty();
        }
        String name = secrets.newName(owner, "tls");
        notes.source(path, certificate.get());
        secrets.addKnown(
                name,
                Map.of("tls.crt", pem(certificate.get()), "tls.key", pem(key.get())),
                certificate.get().where());
        return Optional.of(new SecretRef(name));
    }

    /**
     * Returns the reference to a Secret whose content is in files that the import does not read. {@code files} is a text that names
     * the files and the machine.
     */
    SecretRef inFiles(String owner, String files) {
        String name = secrets.newName(owner, "tls");
        secrets.addMissing(name, "tls.crt, tls.key", files);
        return new SecretRef(name);
    }

    /** Returns the Secret for the authorities of client certificates. */
    CaRef clients(Value authorities, String owner, String path) {
        String name = secrets.newName(owner, "client-ca");
        notes.source(path, authorities);
        if (isPem(authorities)) {
            secrets.addKnown(name, Map.of("ca.crt", pem(authorities)), authorities.where());
        } else {
            secrets.addMissing(name, "ca.crt", authorities.shown() + " on the proxy");
        }
        return new CaRef(name);
    }

    private static boolean isPem(Value value) {
        return value.text().strip().startsWith("-----BEGIN ");
    }

    /** Returns PEM text that ends with one line feed. */
    static String pem(Value value) {
        return value.text().strip() + "\n";
    }
}
