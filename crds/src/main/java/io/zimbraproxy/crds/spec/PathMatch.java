package io.zimbraproxy.crds.spec;

/** How the path of a request is compared with the path of a location. */
public enum PathMatch {
    /** It begins with it. */
    Prefix,
    /** It is the same. */
    Exact
}
