package io.zimbraproxy.crds.spec;

/** How the version in an auth token is compared with the version of a server. */
public enum VersionCheck {
    /** All of it. */
    Exact,
    /** The two first numbers. */
    MajorMinor
}
