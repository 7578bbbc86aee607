package io.zimbraproxy.proxy.migrate.read;

import java.util.Arrays;

/** Converts the TLS directives of the mail and web blocks of Zimbra's nginx. */
final class NginxTls {
    private NginxTls() {}

    /** Converts a TLS directive; ignores any other. */
    static void setting(Directive directive, NginxEntries entries) {
        switch (directive.name()) {
            case "ssl_ciphers" -> entries.setOnce("zimbraReverseProxySSLCiphers", directive.value());
            case "ssl_ecdh_curve" -> entries.setOnce("zimbraReverseProxySSLECDHCurve", directive.value());
            case "ssl_protocols" -> protocols(directive, entries);
            default -> {}
        }
    }

    private static void protocols(Directive directive, NginxEntries entries) {
        if (entries.proxy().values("zimbraReverseProxySSLProtocols").isEmpty()) {
            Arrays.stream(directive.text().split("\\s+", -1)).forEach(version -> entries.proxy()
                    .add("zimbraReverseProxySSLProtocols", new Value(directive.name(), version, directive.where())));
        }
    }
}
