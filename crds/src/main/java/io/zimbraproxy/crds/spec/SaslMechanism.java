package io.zimbraproxy.crds.spec;

/** SASL mechanisms. */
public enum SaslMechanism {
    /** RFC 4616. */
    PLAIN,
    /** For old clients; has no RFC. */
    LOGIN,
    /** Bearer tokens in the form of large mail providers; has no RFC. */
    XOAUTH2,
    /** RFC 7628. */
    OAUTHBEARER,
    /** Kerberos, RFC 4752. */
    GSSAPI
}
