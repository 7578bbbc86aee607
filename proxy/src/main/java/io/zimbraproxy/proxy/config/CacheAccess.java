package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.certificate.TrustAnchors;
import java.util.Optional;

/**
 * The secrets of the shared cache.
 *
 * @param password empty: none
 * @param trust authorities for its servers; empty: the platform's
 */
public record CacheAccess(Optional<String> password, Optional<TrustAnchors> trust) {
    /** Without the password: this may get into a log. */
    @Override
    public String toString() {
        return "CacheAccess[password=" + (password.isPresent() ? "***" : "none") + "]";
    }
}
