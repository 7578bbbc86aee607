package io.zimbraproxy.proxy.listener;

import io.zimbraproxy.crds.spec.ProxyProtocol;
import io.zimbraproxy.crds.spec.Untrusted;
import io.zimbraproxy.proxy.net.Networks;
import java.time.Duration;

/**
 * Whose PROXY protocol headers a listener believes.
 *
 * @param trusted the networks whose connections must begin with one
 * @param untrusted what becomes of connections from elsewhere
 * @param timeout how long a header may take
 */
record ProxyHeaderRules(Networks trusted, Untrusted untrusted, Duration timeout) {
    static ProxyHeaderRules of(ProxyProtocol settings, Duration timeout) {
        return new ProxyHeaderRules(new Networks(settings.trustedNetworks()), settings.untrusted(), timeout);
    }
}
