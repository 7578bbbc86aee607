package io.zimbraproxy.proxy.tls;

/** The authorities' word that certificates are not revoked, to be shown with them (RFC 6066 section 8). Safe for all threads. */
public interface Staples {
    /** An OCSP response in DER form (RFC 6960) that holds now, for the chain of this fingerprint; null when there is none. */
    byte[] of(String fingerprint);
}
