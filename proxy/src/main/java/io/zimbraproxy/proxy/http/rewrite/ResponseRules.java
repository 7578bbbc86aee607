package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pools;

/** What a client is told of a mailbox server's answer. */
public final class ResponseRules {
    private final CookieRules cookies;
    private final ConfiguredHeaders own;
    private final Pools pools;

    /** {@code tls}: whether clients come by TLS. */
    public ResponseRules(ZimbraProxySpec spec, Pools pools, boolean tls) {
        this.pools = pools;
        cookies = new CookieRules(spec.http().cookies(), tls);
        own = new ConfiguredHeaders(spec);
    }

    /** Writes the fields, without those about connection and length, and ours behind them. */
    public void write(ResponseHead head, ReceivedRequest arrival, Peer peer, FieldSink out) {
        Fields fields = head.fields();
        ConnectionOptions options = ConnectionOptions.of(fields);
        for (int i = 0; i < fields.count(); i++) {
            if (options.take(fields, i) || own.replaces(arrival.host(), fields, i)) {
                continue;
            }
            switch (fields.name(i)) {
                case SERVER -> {}
                case LOCATION, CONTENT_LOCATION ->
                    out.add(fields.name(i).text(), PublicUrl.of(fields.value(i), arrival, peer, pools));
                case SET_COOKIE -> {
                    if (cookies.none()) {
                        out.copy(fields, i);
                    } else {
                        out.add(fields.name(i).text(), cookies.apply(fields.value(i)));
                    }
                }
                default -> out.copy(fields, i);
            }
        }
        if (!head.informational()) {
            own.write(arrival.host(), out);
        }
    }

    /** Writes the fields that every answer has. {@code host} is null when the client named none that is valid. */
    public void writeOwn(HostHeader host, FieldSink out) {
        own.write(host, out);
    }
}
