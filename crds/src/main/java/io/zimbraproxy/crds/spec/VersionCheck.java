package io.zimbraproxy.crds.spec;

/** Comparison of the version in an auth token with the version of a server. */
public enum VersionCheck {
    /** The whole versions are equal. */
    Exact,
    /** The first two numbers are equal. */
    MajorMinor
}
