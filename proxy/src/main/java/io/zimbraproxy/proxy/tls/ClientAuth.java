package io.zimbraproxy.proxy.tls;

import io.zimbraproxy.crds.certificate.TrustAnchors;
import io.zimbraproxy.crds.spec.ClientCertificateMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the proxy requests client certificates.
 *
 * @param mode none, optional or required
 * @param authorities name of the Secret with the trusted authorities; null if no certificate is requested
 * @param trust the trusted authorities; empty if no certificate is requested
 */
public record ClientAuth(
        ClientCertificateMode mode, @Nullable String authorities, Optional<TrustAnchors> trust) {
    /** No client certificate is requested. */
    public static final ClientAuth NONE = new ClientAuth(ClientCertificateMode.None, null, Optional.empty());

    /** Returns whether a client certificate is requested. */
    public boolean requested() {
        return mode != ClientCertificateMode.None;
    }

    /** Returns whether a client without certificate is refused. */
    public boolean required() {
        return mode == ClientCertificateMode.Required;
    }
}
