package io.zimbraproxy.crds.spec;

/**
 * Regular expressions for text fields, with the same meaning for the API server (RE2), Java and JSON Schema.
 *
 * <p>{@code validate.Form} has the problem text of each.
 */
public final class Names {
    /** A DNS label, RFC 1123. */
    public static final String LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /** The name of a Kubernetes object such as a Secret: an RFC 1123 subdomain, and so never a path. */
    public static final String SUBDOMAIN = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /** A key in a Secret. */
    public static final String SECRET_KEY = "^[-_a-zA-Z0-9][-._a-zA-Z0-9]*$";

    private static final String HOST_LABEL = "[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?";
    private static final String HOST_NAME = HOST_LABEL + "([.]" + HOST_LABEL + ")*";
    private static final String IPV6_IN_URL = "\\[[0-9A-Fa-f:.]+\\]";
    private static final String PORT = ":[0-9]{1,5}";

    /** A host name, RFC 1123. */
    public static final String HOST = "^" + HOST_NAME + "$";

    /** A host name whose first label may be an asterisk. */
    public static final String VIRTUAL_HOST = "^([*][.])?" + HOST_NAME + "$";

    /** A host name or an IP address; IPv6 without brackets. */
    public static final String HOST_OR_ADDRESS = "^(" + HOST_NAME + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$";

    /** The characters of an IP address. */
    public static final String ADDRESS = "^[0-9A-Fa-f:.]+$";

    /** The characters of an IP address or of a network. */
    public static final String NETWORK = "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$";

    /** Host and port. */
    public static final String HOST_PORT = "^(" + HOST_NAME + "|" + IPV6_IN_URL + ")" + PORT + "$";

    /** The base URL of a lookup handler: scheme, host and port only. */
    public static final String HANDLER = "^https?://(" + HOST_NAME + "|" + IPV6_IN_URL + ")" + PORT + "$";

    /** The URL of a Redis server, without user and password, because the resource is not secret. */
    public static final String REDIS =
            "^rediss?://(" + HOST_NAME + "|" + IPV6_IN_URL + ")(" + PORT + ")?(/[0-9]{1,3})?$";

    /** The name of an account: printable US-ASCII without spaces. */
    public static final String ACCOUNT = "^[!-~]+$";

    /** One word, such as a user or master name of Redis. */
    public static final String WORD = "^[-._A-Za-z0-9]+$";

    /** The path of a URL, without a query. */
    public static final String PATH = "^/[-A-Za-z0-9/._~!$&'()*+,;=:@%]*$";

    /** The path of a cookie, without semicolon, which would end it (RFC 6265, section 4.1.1). */
    public static final String COOKIE_PATH = "^/[-A-Za-z0-9/._~!$&'()*+,=:@%]*$";

    /** The domain of a cookie, with an optional leading dot, which clients ignore (RFC 6265, section 5.2.3). */
    public static final String COOKIE_DOMAIN = "^[.]?" + HOST_NAME + "$";

    /** The URL of a page, or empty. */
    public static final String PAGE = "^(https?://[!-~]+)?$";

    /** One line of printable US-ASCII, for a reply of IMAP or POP3. */
    public static final String LINE = "^[ -~]+$";

    /** The value of an HTTP header: one line without spaces at its ends. */
    public static final String HEADER_VALUE = "^([!-~]([ -~]*[!-~])?)?$";

    /** An IMAP capability: an atom (RFC 9051, section 9). */
    public static final String IMAP_CAPABILITY = "^[-!#$&'+,./0-9:;<=>?@A-Z^_`a-z|}~]+$";

    /** A POP3 capability with its parameters (RFC 2449, section 3). */
    public static final String POP3_CAPABILITY = "^[!-~]+( [!-~]+)*$";

    /** The standard (IANA) name of a cipher suite. */
    public static final String CIPHER = "^TLS_[A-Z0-9_]+$";

    /** The name of a TLS group for the key exchange. */
    public static final String TLS_GROUP = "^[A-Za-z0-9][-_A-Za-z0-9]*$";

    /** The kind of a Kubernetes object. */
    public static final String KIND = "^[A-Z][A-Za-z0-9]*$";

    /** A container image. */
    public static final String IMAGE = "^[a-z0-9][-A-Za-z0-9._:/@]*$";

    private Names() {}
}
