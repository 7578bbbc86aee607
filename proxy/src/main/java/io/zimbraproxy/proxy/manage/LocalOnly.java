package io.zimbraproxy.proxy.manage;

import io.netty.util.NetUtil;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Refuses requests from other machines to endpoints that change something. */
final class LocalOnly {
    private LocalOnly() {}

    static void check(RoutingContext exchange) {
        if (isLoopback(exchange.request().remoteAddress())) {
            exchange.next();
            return;
        }
        exchange.response().setStatusCode(403);
        exchange.json(new JsonObject()
                .put("error", "allowed from this machine only; in Kubernetes: kubectl exec POD -- zimbra-proxy ..."));
    }

    private static boolean isLoopback(SocketAddress client) {
        byte[] address = client == null || client.hostAddress() == null
                ? null
                : NetUtil.createByteArrayFromIpAddressString(client.hostAddress());
        try {
            return address != null && InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
