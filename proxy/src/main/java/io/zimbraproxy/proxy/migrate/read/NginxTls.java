package io.zimbraproxy.proxy.migrate.read;

import java.util.Arrays;

/** The TLS settings that mail and web blocks of Zimbra's nginx share. */
final class NginxTls {
    private NginxTls() {}

    /** Takes a directive that is about TLS; others are passed over. */
    static void setting(Directive directive, NginxEntries entries) {
        switch (directive.name()) {
            case "ssl_ciphers" -> entries.once("zimbraReverseProxySSLCiphers", directive.value());
            case "ssl_ecdh_curve" -> entries.once("zimbraReverseProxySSLECDHCurve", directive.value());
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
