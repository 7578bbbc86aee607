package io.zimbraproxy.crds.spec;

/**
 * CEL rules for the API server about what listeners need from the rest of the specification. {@code validate} has the same rules in
 * Java, with better messages.
 */
final class ListenerCel {
    private static final String MAIL = "!(l.protocol in ['HTTP', 'HTTPS'])";
    private static final String STARTS_TLS =
            "(l.protocol in ['IMAP', 'POP3'] && (!has(l.startTls) || l.startTls != 'Disabled'))";
    private static final String REDIRECT = "(l.protocol == 'HTTP' && (!has(l.httpMode) || l.httpMode == 'Redirect'))";
    private static final String TO_HTTPS = "(l.protocol == 'HTTP' && (!has(l.httpMode) || l.httpMode != 'Serve'))";
    private static final String CERTIFICATE_LOGIN = "(has(l.certificateLogin) && l.certificateLogin)";
    private static final String POOL = "(has(l.pool) ? l.pool : '" + Pool.DEFAULT + "')";

    /** A listener without an address uses all addresses. Only the Java rules compare addresses by meaning. */
    static final String PORTS = "self.listeners.all(l, self.listeners.exists_one(o,"
            + " o.port == l.port && (!has(o.address) || !has(l.address) || o.address == l.address)))";

    static final String BIND_PORTS = "self.listeners.all(l, self.listeners.exists_one(o,"
            + " (has(o.bindPort) ? o.bindPort : o.port) == (has(l.bindPort) ? l.bindPort : l.port)"
            + " && (!has(o.address) || !has(l.address) || o.address == l.address)))";

    static final String HANDLERS = "!self.listeners.exists(l, " + MAIL + " || " + CERTIFICATE_LOGIN + ")"
            + " || (has(self.lookup) && has(self.lookup.handlers) && size(self.lookup.handlers) > 0)";

    static final String REDIRECTS = "!self.listeners.exists(l, " + TO_HTTPS + " || " + CERTIFICATE_LOGIN + ")"
            + " || self.listeners.exists(l, l.protocol == 'HTTPS' && !" + CERTIFICATE_LOGIN + ")";

    static final String CERTIFICATES =
            "!self.listeners.exists(l, l.protocol in ['IMAPS', 'POP3S', 'HTTPS'] || " + STARTS_TLS + ")"
                    + " || (has(self.tls) && has(self.tls.certificateRef))"
                    + " || (has(self.domains) && self.domains.exists(d, has(d.certificateRef)))";

    static final String POOLS = "self.listeners.all(l, " + MAIL + " || (!has(l.pool) && (" + REDIRECT + " || "
            + CERTIFICATE_LOGIN + ")) || (has(self.upstream) && has(self.upstream.pools)"
            + " && self.upstream.pools.exists(p, p.name == " + POOL + ")))";

    /** The login with a certificate gets its token from a lookup handler. */
    static final String LOGIN_ADMIN = "!self.listeners.exists(l, " + CERTIFICATE_LOGIN + ")"
            + " || (has(self.lookup) && has(self.lookup.admin) && has(self.lookup.admin.passwordRef))";

    static final String LOGIN_CERTIFICATES = "!self.listeners.exists(l, " + CERTIFICATE_LOGIN + ")"
            + " || (has(self.tls) && has(self.tls.clientCertificates) && has(self.tls.clientCertificates.mode)"
            + " && self.tls.clientCertificates.mode != 'None')"
            + " || (has(self.domains) && self.domains.exists(d, has(d.clientCertificates)"
            + " && has(d.clientCertificates.mode) && d.clientCertificates.mode != 'None'))";

    private ListenerCel() {}
}
