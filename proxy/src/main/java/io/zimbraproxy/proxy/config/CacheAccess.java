package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.certificate.TrustAnchors;
import java.util.Optional;

/**
 * Secrets for the connection to the shared cache.
 *
 * @param password empty if the cache has none
 * @param trust certificate authorities of its servers; empty for those of the platform
 */
public record CacheAccess(Optional<String> password, Optional<TrustAnchors> trust) {
    /** Leaves out the password, because logs may contain this text. */
    @Override
    public String toString() {
        return "CacheAccess[password=" + (password.isPresent() ? "***" : "none") + "]";
    }
}
