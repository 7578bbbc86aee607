package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.ActiveHealth;
import io.zimbraproxy.crds.spec.Balancing;
import io.zimbraproxy.crds.spec.ClientCertificateMode;
import io.zimbraproxy.crds.spec.ClientCertificates;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.Http;
import io.zimbraproxy.crds.spec.HttpMode;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;
import java.util.Set;

/**
 * What the model has and the proxy does not do yet. It is refused rather than ignored: a limit that does not limit is worse
 * than none. Who brings a section to life deletes its line here.
 */
public final class NotSupportedYet {
    private static final Set<String> POOLS = Set.of(Pool.DEFAULT, Pool.ADMIN);

    private NotSupportedYet() {}

    /** Everything in the specification that the proxy would not do. */
    public static List<Problem> problems(ZimbraProxySpec spec) {
        Problems at = new Problems();
        for (int i = 0; i < spec.listeners().size(); i++) {
            listener(at.at("listeners", i), spec.listeners().get(i));
        }
        for (int i = 0; i < spec.domains().size(); i++) {
            domain(at.at("domains", i), spec.domains().get(i));
        }
        limit(at.at("throttle").at("httpIp"), spec.throttle().httpIp());
        for (int i = 0; i < spec.upstream().pools().size(); i++) {
            pool(at.at("upstream").at("pools", i), spec.upstream().pools().get(i));
        }
        http(at.at("http"), spec.http());
        return at.found();
    }

    private static void listener(Problems at, Listener listener) {
        boolean header = listener.proxyProtocol() != null;
        refuse(at.at("proxyProtocol"), header, header ? listener.proxyProtocol().trustedNetworks() : null);
        refuse(at.at("pool"), listener.pool() != null && !POOLS.contains(listener.pool()), listener.pool());
        refuse(at.at("httpMode"), listener.httpMode() == HttpMode.Mixed, listener.httpMode());
    }

    private static void domain(Problems at, Domain domain) {
        ClientCertificates certificates = domain.clientCertificates();
        boolean asked = certificates != null && certificates.mode() != ClientCertificateMode.None;
        refuse(at.at("clientCertificates").at("mode"), asked, asked ? certificates.mode() : null);
        refuse(
                at.at("responseHeaders"),
                !domain.responseHeaders().isEmpty(),
                domain.responseHeaders().keySet());
        if (domain.throttle() != null && domain.throttle().httpIp() != null) {
            limit(at.at("throttle").at("httpIp"), domain.throttle().httpIp());
        }
    }

    private static void limit(Problems at, RateLimit limit) {
        refuse(at.at("limit"), limit.limit() > 0, limit.limit());
    }

    private static void pool(Problems at, Pool pool) {
        refuse(at.at("name"), pool.name() != null && !POOLS.contains(pool.name()), pool.name());
        refuse(at.at("balancing"), pool.balancing() != Balancing.ClientIpHash, pool.balancing());
        ActiveHealth active = pool.health().active();
        refuse(at.at("health").at("active"), active != null, active == null ? null : active.path());
    }

    private static void http(Problems at, Http http) {
        boolean polling = http.polling() != null && !http.polling().paths().isEmpty();
        refuse(at.at("polling").at("paths"), polling, polling ? http.polling().paths() : null);
        refuse(at.at("errorHandlerUrl"), http.errorHandlerUrl() != null, http.errorHandlerUrl());
        refuse(
                at.at("responseHeaders"),
                !http.responseHeaders().isEmpty(),
                http.responseHeaders().keySet());
    }

    private static void refuse(Problems at, boolean used, Object seen) {
        if (used) {
            at.add("is not supported yet", seen, "remove it");
        }
    }
}
