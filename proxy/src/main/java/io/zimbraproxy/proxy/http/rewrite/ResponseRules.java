package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pools;
import org.jspecify.annotations.Nullable;

/** Writes the fields of a response for a client. */
public final class ResponseRules {
    private final CookieRules cookies;
    private final ConfiguredHeaders configured;
    private final Pools pools;

    /** Creates the rules of one listener. {@code tls}: whether its clients use TLS. */
    public ResponseRules(ZimbraProxySpec spec, Pools pools, boolean tls) {
        this.pools = pools;
        cookies = new CookieRules(spec.http().cookies(), tls);
        configured = new ConfiguredHeaders(spec);
    }

    /** Writes the server's fields, except those about the connection and the length, and then the configured ones. */
    public void write(ResponseHead head, ReceivedRequest received, Peer peer, FieldSink out) {
        Fields fields = head.fields();
        ConnectionOptions options = ConnectionOptions.of(fields);
        for (int i = 0; i < fields.count(); i++) {
            if (options.remove(fields, i) || configured.replaces(received.host(), fields, i)) {
                continue;
            }
            switch (fields.name(i)) {
                case SERVER -> {}
                case LOCATION, CONTENT_LOCATION ->
                    out.add(fields.name(i).text(), PublicUrl.of(fields.value(i), received, peer, pools));
                case SET_COOKIE -> {
                    if (cookies.isEmpty()) {
                        out.copy(fields, i);
                    } else {
                        out.add(fields.name(i).text(), cookies.apply(fields.value(i)));
                    }
                }
                default -> out.copy(fields, i);
            }
        }
        if (!head.interim()) {
            configured.write(received.host(), out);
        }
    }

    /** Writes the configured fields of a host; null stands for a missing or malformed host. */
    public void writeConfigured(@Nullable HostHeader host, FieldSink out) {
        configured.write(host, out);
    }
}
