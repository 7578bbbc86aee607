package io.zimbraproxy.operator.resolve;

import io.zimbraproxy.crds.spec.CaRef;
import io.zimbraproxy.crds.spec.ClientCertificates;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.KeyRef;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.Redis;
import io.zimbraproxy.crds.spec.SecretRef;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Secrets and Services that a specification references. */
public final class References {
    private final List<SecretReference> all = new ArrayList<>();

    private References() {}

    /** Returns the names of all referenced Secrets. */
    public static Set<String> secrets(ZimbraProxySpec spec) {
        Set<String> names = new TreeSet<>();
        of(spec).forEach(reference -> names.add(reference.secret()));
        return names;
    }

    /**
     * Returns the names of all Services whose endpoints are servers of a pool.
     *
     * @param instance name of the resource
     */
    public static Set<String> services(String instance, ZimbraProxySpec spec) {
        Set<String> names = new TreeSet<>();
        for (Pool pool : spec.upstream().pools()) {
            if (pool.serversFrom() != null) {
                names.add(PoolServiceNames.of(instance, pool, pool.serversFrom()));
            }
        }
        return names;
    }

    static List<SecretReference> of(ZimbraProxySpec spec) {
        References found = new References();
        found.certificate("spec.tls.certificateRef", spec.tls().certificateRef());
        found.certificate("spec.tls.alternativeCertificateRef", spec.tls().alternativeCertificateRef());
        found.authorities("spec.tls.clientCertificates", spec.tls().clientCertificates());
        found.value(
                "spec.tls.sessionTickets.keyRef", spec.tls().sessionTickets().keyRef());
        for (int i = 0; i < spec.domains().size(); i++) {
            found.domain("spec.domains[" + i + "]", spec.domains().get(i));
        }
        found.authorities("spec.lookup.tls.caRef", spec.lookup().tls().caRef());
        found.authorities("spec.upstream.tls.caRef", spec.upstream().tls().caRef());
        if (spec.lookup().admin() != null) {
            found.value("spec.lookup.admin.passwordRef", spec.lookup().admin().passwordRef());
        }
        if (spec.sasl().gssapi() != null) {
            found.value("spec.sasl.gssapi.keytabRef", spec.sasl().gssapi().keytabRef());
        }
        found.redis(spec.routeCache().redis());
        return List.copyOf(found.all);
    }

    private void domain(String path, Domain domain) {
        certificate(path + ".certificateRef", domain.certificateRef());
        certificate(path + ".alternativeCertificateRef", domain.alternativeCertificateRef());
        authorities(path + ".clientCertificates", domain.clientCertificates());
    }

    private void redis(@Nullable Redis redis) {
        if (redis != null) {
            value("spec.routeCache.redis.passwordRef", redis.passwordRef());
            authorities("spec.routeCache.redis.tls.caRef", redis.tls().caRef());
        }
    }

    private void certificate(String path, @Nullable SecretRef reference) {
        if (reference != null) {
            all.add(SecretReference.certificate(path, reference.name()));
        }
    }

    private void authorities(String path, @Nullable ClientCertificates certificates) {
        if (certificates != null) {
            authorities(path + ".caRef", certificates.caRef());
        }
    }

    private void authorities(String path, @Nullable CaRef reference) {
        if (reference != null) {
            all.add(SecretReference.authorities(path, reference.name()));
        }
    }

    private void value(String path, @Nullable KeyRef reference) {
        if (reference != null) {
            all.add(SecretReference.value(path, reference.name(), reference.key()));
        }
    }
}
