package io.zimbraproxy.crds.spec;

/** Whether clients show a certificate. */
public enum ClientCertificateMode {
    /** Not asked for. */
    None,
    /** Taken when there is one. */
    Optional,
    /** Insisted on. */
    Required
}
