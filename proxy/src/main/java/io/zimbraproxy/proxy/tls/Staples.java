package io.zimbraproxy.proxy.tls;

import org.jspecify.annotations.Nullable;

/** OCSP responses for handshakes (RFC 6066 section 8). They prove that a certificate is not revoked. Safe for all threads. */
public interface Staples {
    /** Returns a currently valid OCSP response in DER (RFC 6960) for the chain of this fingerprint; null if there is none. */
    byte @Nullable [] of(String fingerprint);
}
