package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Balancing;
import io.zimbraproxy.crds.spec.ClientCertificateMode;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.HttpMode;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.crds.spec.SaslMechanism;
import io.zimbraproxy.crds.spec.Throttle;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;

/**
 * What the model has and the proxy does not do yet. It is refused rather than ignored: a limit that does not limit is worse
 * than none. A release that brings a section to life deletes its line here.
 */
public final class NotSupportedYet {
    private static final String POOL = "mailclient";

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
        refuse(at.at("routeCache").at("memcached"), spec.routeCache().memcached() != null, null);
        refuse(at.at("routeCache").at("redis"), spec.routeCache().redis() != null, null);
        throttle(at.at("throttle"), spec.throttle());
        for (int i = 0; i < spec.upstream().pools().size(); i++) {
            pool(at.at("upstream").at("pools", i), spec.upstream().pools().get(i));
        }
        List<SaslMechanism> mechanisms = spec.sasl().mechanisms();
        refuse(at.at("sasl").at("mechanisms"), !mechanisms.equals(List.of(SaslMechanism.PLAIN)), mechanisms);
        String errorPage = spec.http().errorHandlerUrl();
        refuse(at.at("http").at("errorHandlerUrl"), errorPage != null && !errorPage.isEmpty(), errorPage);
        refuse(
                at.at("http").at("responseHeaders"),
                !spec.http().responseHeaders().isEmpty(),
                spec.http().responseHeaders());
        refuse(at.at("http").at("polling"), spec.http().polling() != null, null);
        return at.found();
    }

    private static void listener(Problems at, Listener listener) {
        refuse(at.at("proxyProtocol"), listener.proxyProtocol() != null, null);
        refuse(at.at("pool"), listener.pool() != null && !listener.pool().equals(POOL), listener.pool());
        refuse(at.at("httpMode"), listener.httpMode() == HttpMode.Mixed, listener.httpMode());
    }

    private static void domain(Problems at, Domain domain) {
        boolean certificates = domain.clientCertificates() != null
                && domain.clientCertificates().mode() != ClientCertificateMode.None;
        refuse(
                at.at("clientCertificates"),
                certificates,
                certificates ? domain.clientCertificates().mode() : null);
        refuse(at.at("responseHeaders"), !domain.responseHeaders().isEmpty(), domain.responseHeaders());
        refuse(at.at("throttle"), domain.throttle() != null, null);
    }

    private static void throttle(Problems at, Throttle throttle) {
        limit(at.at("ip"), throttle.ip());
        limit(at.at("imapIp"), throttle.imapIp());
        limit(at.at("pop3Ip"), throttle.pop3Ip());
        limit(at.at("user"), throttle.user());
        limit(at.at("failedLogins"), throttle.failedLogins());
        limit(at.at("httpIp"), throttle.httpIp());
    }

    private static void limit(Problems at, RateLimit limit) {
        refuse(at.at("limit"), limit.limit() > 0, limit.limit());
    }

    private static void pool(Problems at, Pool pool) {
        refuse(at.at("name"), pool.name() != null && !pool.name().equals(POOL), pool.name());
        refuse(at.at("balancing"), pool.balancing() != Balancing.ClientIpHash, pool.balancing());
        refuse(at.at("health").at("active"), pool.health().active() != null, null);
    }

    private static void refuse(Problems at, boolean used, Object seen) {
        if (used) {
            at.add("is not supported yet", seen, "remove it");
        }
    }
}
