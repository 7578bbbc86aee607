package io.zimbraproxy.proxy.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import java.util.List;

/**
 * What may be agreed on by ALPN (RFC 7301) on a kind of listener. A client that offers something else only is not for us: it
 * may have been led here from elsewhere (ALPACA, CVE-2021-3618).
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

    /** {@code offered}: what the client has named; empty when it named nothing. */
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
