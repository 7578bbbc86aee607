package io.zimbraproxy.proxy.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import java.util.List;

/**
 * The ALPN protocols (RFC 7301) of a kind of listener. A client that offers only other protocols is refused, because an attacker may have
 * redirected it from another server (ALPACA, CVE-2021-3618).
 */
public enum AlpnFamily {
    IMAP,
    POP3,
    WEB;

    private List<String> protocols() {
        return switch (this) {
            case IMAP -> List.of("imap");
            case POP3 -> List.of("pop3");
            case WEB -> List.of("h2", "http/1.1", "http/1.0");
        };
    }

    /** Returns whether the client offers one of these protocols, or none at all. */
    boolean accepts(List<String> offered) {
        return offered.isEmpty() || protocols().stream().anyMatch(offered::contains);
    }

    ApplicationProtocolConfig config() {
        return new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                protocols());
    }
}
