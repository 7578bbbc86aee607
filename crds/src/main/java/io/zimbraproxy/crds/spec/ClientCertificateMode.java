package io.zimbraproxy.crds.spec;

/** Says whether web clients must present a certificate. */
public enum ClientCertificateMode {
    /** The proxy does not request a certificate. */
    None,
    /** The proxy requests a certificate, and accepts clients without one. */
    Optional,
    /** Clients without a certificate are refused. */
    Required
}
