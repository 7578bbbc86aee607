package io.zimbraproxy.crds.spec;

/** Comparison of the path of a request with the path of a location. */
public enum PathMatch {
    /** The path of the request begins with the path of the location. */
    Prefix,
    /** Both paths are equal. */
    Exact
}
