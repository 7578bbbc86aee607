package io.zimbraproxy.proxy.tls;

import io.zimbraproxy.crds.certificate.TrustAnchors;
import io.zimbraproxy.crds.spec.ClientCertificateMode;
import java.util.Optional;

/**
 * Whether clients show a certificate of their own.
 *
 * @param mode nobody, who can, or everybody
 * @param authorities name of the Secret with those whose certificates count; null when nobody is asked
 * @param trust the same, read; empty when nobody is asked
 */
public record ClientAuth(ClientCertificateMode mode, String authorities, Optional<TrustAnchors> trust) {
    /** Nobody is asked. */
    public static final ClientAuth NONE = new ClientAuth(ClientCertificateMode.None, null, Optional.empty());

    public boolean asks() {
        return mode != ClientCertificateMode.None;
    }

    public boolean required() {
        return mode == ClientCertificateMode.Required;
    }
}
