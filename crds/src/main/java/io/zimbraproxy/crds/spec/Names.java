package io.zimbraproxy.crds.spec;

/** What names may look like; used by the schema and by the rules in Java. */
public final class Names {
    /** A name in Kubernetes, RFC 1123: no path can be made of it. */
    public static final String LABEL = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

    /** A host name. */
    public static final String HOST =
            "^[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?)*$";

    /** One line of text that can stand in a protocol's answer. */
    public static final String LINE = "^[ -~]*$";

    private Names() {}
}
