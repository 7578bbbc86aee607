package io.zimbraproxy.proxy.listener;

import io.zimbraproxy.crds.spec.ProxyProtocol;
import io.zimbraproxy.crds.spec.Untrusted;
import io.zimbraproxy.proxy.net.Networks;
import java.time.Duration;

/**
 * The PROXY protocol settings of a listener.
 *
 * @param trusted networks of load balancers, whose connections must begin with a header
 * @param untrusted how connections from other networks are handled
 * @param timeout time limit of a header
 */
record ProxyHeaderRules(Networks trusted, Untrusted untrusted, Duration timeout) {
    static ProxyHeaderRules of(ProxyProtocol settings, Duration timeout) {
        return new ProxyHeaderRules(new Networks(settings.trustedNetworks()), settings.untrusted(), timeout);
    }
}
