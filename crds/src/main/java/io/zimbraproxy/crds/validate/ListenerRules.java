package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.HttpMode;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Protocol;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules about listeners. */
final class ListenerRules {
    private ListenerRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        List<Listener> listeners = wanted.listeners();
        if (listeners.isEmpty()) {
            spec.at("listeners")
                    .add("there is none", null, "add at least one, such as {name: imaps, protocol: IMAPS, port: 993}");
        }
        spec.unique("listeners", listeners, Listener::name);
        Map<String, String> ports = new HashMap<>();
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            Problems at = spec.at("listeners", i);
            one(at, listener);
            String other = ports.putIfAbsent(listener.address() + " " + listener.port(), listener.name());
            if (other != null) {
                at.at("port")
                        .add(
                                "is used by listener " + other + " too",
                                listener.port(),
                                "give each a port or address of its own");
            }
        }
        boolean https = listeners.stream().anyMatch(listener -> listener.protocol() == Protocol.HTTPS);
        for (int i = 0; i < listeners.size(); i++) {
            if (listeners.get(i).effectiveHttpMode() == HttpMode.Redirect && !https) {
                spec.at("listeners", i)
                        .at("httpMode")
                        .add(
                                "redirects to HTTPS, and there is no HTTPS listener",
                                "Redirect",
                                "add one, or set httpMode: Serve");
            }
        }
    }

    private static void one(Problems at, Listener listener) {
        Protocol protocol = listener.protocol();
        NameRules.label(at.at("name"), listener.name());
        if (listener.port() < 1 || listener.port() > 65535) {
            at.at("port").add("is not a port", listener.port(), "give a number from 1 to 65535");
        }
        if (listener.address() != null && !HostRules.isAddress(listener.address())) {
            at.at("address")
                    .add(
                            "is not an IP address",
                            listener.address(),
                            "give one of this machine's, or leave it out for all");
        }
        if (listener.startTls() != null && protocol != Protocol.IMAP && protocol != Protocol.POP3) {
            at.at("startTls").add("is for IMAP and POP3 listeners only", listener.startTls(), "remove it");
        }
        if (listener.httpMode() != null && protocol != Protocol.HTTP) {
            at.at("httpMode").add("is for HTTP listeners only", listener.httpMode(), "remove it");
        }
        if (listener.pool() != null && protocol.mail()) {
            at.at("pool").add("is for HTTP and HTTPS listeners only", listener.pool(), "remove it");
        }
        if (listener.proxyProtocol() != null) {
            List<String> networks = listener.proxyProtocol().trustedNetworks();
            for (int i = 0; i < networks.size(); i++) {
                HostRules.network(at.at("proxyProtocol").at("trustedNetworks", i), networks.get(i));
            }
            if (networks.isEmpty()) {
                at.at("proxyProtocol")
                        .at("trustedNetworks")
                        .add("is empty", null, "name the networks of the load balancers");
            }
        }
    }
}
