package io.zimbraproxy.crds.spec;

/** SASL mechanisms. */
public enum SaslMechanism {
    /** RFC 4616. */
    PLAIN,
    /** Without RFC; for old clients. */
    LOGIN,
    /** Bearer tokens as large providers do it. */
    XOAUTH2,
    /** RFC 7628. */
    OAUTHBEARER,
    /** Kerberos, RFC 4752. */
    GSSAPI
}
