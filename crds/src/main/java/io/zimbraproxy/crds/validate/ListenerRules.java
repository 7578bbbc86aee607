package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.HttpMode;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Protocol;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rules for listeners. */
final class ListenerRules {
    private ListenerRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        List<Listener> listeners = wanted.listeners();
        spec.unique("listeners", listeners, Listener::name);
        for (int i = 0; i < listeners.size(); i++) {
            Problems at = spec.at("listeners", i);
            Listener listener = listeners.get(i);
            protocol(at, listener);
            addresses(at, listener);
            port(at, listener, listeners.subList(0, i));
            target(at, listener, listeners);
        }
    }

    private static void protocol(Problems at, Listener listener) {
        Protocol protocol = listener.protocol();
        if (protocol == null) {
            return;
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
        if (listener.certificateLogin() && protocol != Protocol.HTTPS) {
            at.at("certificateLogin").add("is for HTTPS listeners only", true, "remove it");
        }
    }

    private static void addresses(Problems at, Listener listener) {
        if (listener.address() != null) {
            Addresses.address(at.at("address"), listener.address());
        }
        if (listener.proxyProtocol() != null) {
            Problems proxyProtocol = at.at("proxyProtocol");
            Addresses.networks(
                    proxyProtocol, "trustedNetworks", listener.proxyProtocol().trustedNetworks());
        }
    }

    private static void port(Problems at, Listener listener, List<Listener> earlier) {
        boolean known = unused(at.at("port"), listener, earlier, Listener::port);
        if (known && (listener.bindPort() != null || earlier.stream().anyMatch(other -> other.bindPort() != null))) {
            unused(at.at("bindPort"), listener, earlier, Listener::effectiveBindPort);
        }
    }

    private static boolean unused(
            Problems at, Listener listener, List<Listener> earlier, Function<Listener, Integer> port) {
        Optional<Listener> user = earlier.stream()
                .filter(other ->
                        port.apply(listener) != null && port.apply(listener).equals(port.apply(other)))
                .filter(other -> Addresses.overlap(listener.address(), other.address()))
                .findFirst();
        user.ifPresent(other -> at.add(
                "is also used by listener " + other.name(),
                port.apply(listener),
                "give each listener its own port or address"));
        return user.isEmpty();
    }

    /** Reports a redirect without an HTTPS listener as target. */
    private static void target(Problems at, Listener listener, List<Listener> listeners) {
        boolean mayHaveTarget = listeners.stream()
                .anyMatch(other ->
                        other.protocol() == null || other.protocol() == Protocol.HTTPS && !other.certificateLogin());
        if (mayHaveTarget) {
            return;
        }
        HttpMode mode = listener.effectiveHttpMode();
        if (mode == HttpMode.Redirect || mode == HttpMode.Mixed) {
            at.at("httpMode")
                    .add("redirects to HTTPS, and there is no HTTPS listener", mode, "add one, or set httpMode: Serve");
        }
        if (ClientCertificateRules.logsIn(listener)) {
            at.at("certificateLogin")
                    .add(
                            "redirects to another HTTPS listener, and there is none",
                            true,
                            "add one without certificateLogin");
        }
    }
}
