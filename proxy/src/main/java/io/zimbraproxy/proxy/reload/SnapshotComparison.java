package io.zimbraproxy.proxy.reload;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.RouteCache;
import io.zimbraproxy.crds.spec.Tls;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.tls.CertificateStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Compares two snapshots, part by part. */
final class SnapshotComparison {
    private final Snapshot before;
    private final Snapshot after;
    private final List<Change> changes = new ArrayList<>();

    SnapshotComparison(Snapshot before, Snapshot after) {
        this.before = before;
        this.after = after;
    }

    List<Change> changes() {
        value(Part.HOSTNAME, "hostname", ofSpec(ZimbraProxySpec::hostname));
        named(
                Part.LISTENERS,
                "listener",
                before.spec().listeners(),
                after.spec().listeners(),
                Listener::name);
        named(Part.DOMAINS, "domain", before.spec().domains(), after.spec().domains(), Domain::name);
        tls();
        lookup();
        cache();
        value(Part.THROTTLE, "throttle", ofSpec(ZimbraProxySpec::throttle));
        value(Part.UPSTREAM, "upstream", ofSpec(ZimbraProxySpec::upstream));
        value(Part.UPSTREAM, "authorities of mailbox servers", Snapshot::upstreamTrust);
        value(Part.LOGINS, "sasl", ofSpec(ZimbraProxySpec::sasl));
        value(Part.LOGINS, "keytab", Snapshot::kerberos);
        value(Part.LOGINS, "password of lookup.admin", Snapshot::delegation);
        value(Part.LOGINS, "imap", ofSpec(ZimbraProxySpec::imap));
        value(Part.LOGINS, "pop3", ofSpec(ZimbraProxySpec::pop3));
        value(Part.HTTP, "http", ofSpec(ZimbraProxySpec::http));
        value(Part.TIMEOUTS, "timeouts", ofSpec(ZimbraProxySpec::timeouts));
        value(Part.LIMITS, "limits", ofSpec(ZimbraProxySpec::limits));
        return List.copyOf(changes);
    }

    private void tls() {
        value(Part.TLS_POLICY, "tls", ofSpec(spec -> withoutCertificates(spec.tls())));
        value(Part.TLS_POLICY, "ticket keys", Snapshot::tickets);
        Map<String, ServerCertificate> old = certificates(before);
        Map<String, ServerCertificate> now = certificates(after);
        now.forEach((name, certificate) -> {
            ServerCertificate known = old.get(name);
            if (known == null) {
                add(Part.CERTIFICATES, "certificate " + certificate + " added");
            } else if (!known.fingerprint().equals(certificate.fingerprint())) {
                add(Part.CERTIFICATES, "certificate " + certificate + " renewed");
            }
        });
        old.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> add(Part.CERTIFICATES, "certificate " + name + " removed"));
        value(Part.CERTIFICATES, "tls.certificateRef", ofSpec(spec -> spec.tls().certificateRef()));
        value(Part.CERTIFICATES, "tls.alternativeCertificateRef", ofSpec(spec -> spec.tls()
                .alternativeCertificateRef()));
        value(Part.CLIENT_CERTIFICATES, "clientCertificates", Snapshot::clientAuths);
    }

    private static Tls withoutCertificates(Tls tls) {
        return tls.withCertificateRef(null).withAlternativeCertificateRef(null).withCertificateIssuerRef(null);
    }

    private static Map<String, ServerCertificate> certificates(Snapshot snapshot) {
        Collection<ServerCertificate> all =
                snapshot.certificates().map(CertificateStore::all).orElse(List.of());
        Map<String, ServerCertificate> byName = new LinkedHashMap<>();
        all.forEach(certificate -> byName.put(certificate.name(), certificate));
        return byName;
    }

    private void lookup() {
        value(Part.LOOKUP, "lookup", ofSpec(ZimbraProxySpec::lookup));
        value(Part.LOOKUP, "authorities of lookup handlers", Snapshot::lookupTrust);
    }

    private void cache() {
        value(Part.LOCAL_CACHE, "routeCache.local", ofSpec(spec -> spec.routeCache()
                .local()));
        value(Part.LOCAL_CACHE, "routeCache.notFoundTtl", ofSpec(spec -> spec.routeCache()
                .notFoundTtl()));
        value(Part.SHARED_CACHE, "routeCache.ttl", ofSpec(spec -> spec.routeCache()
                .ttl()));
        value(Part.SHARED_CACHE, "routeCache.memcached", ofCache(RouteCache::memcached));
        value(Part.SHARED_CACHE, "routeCache.redis", ofCache(RouteCache::redis));
        value(Part.SHARED_CACHE, "secrets of routeCache", Snapshot::cacheAccess);
    }

    private static Function<Snapshot, Object> ofSpec(Function<ZimbraProxySpec, Object> section) {
        return snapshot -> section.apply(snapshot.spec());
    }

    private static Function<Snapshot, Object> ofCache(Function<RouteCache, Object> section) {
        return snapshot -> section.apply(snapshot.spec().routeCache());
    }

    private void value(Part part, String name, Function<Snapshot, Object> value) {
        if (!Objects.equals(value.apply(before), value.apply(after))) {
            add(part, name + " changed");
        }
    }

    private <T> void named(Part part, String kind, List<T> old, List<T> now, Function<T, String> name) {
        Map<String, T> known = new LinkedHashMap<>();
        old.forEach(item -> known.put(name.apply(item), item));
        for (T item : now) {
            T was = known.remove(name.apply(item));
            if (was == null) {
                add(part, kind + ' ' + name.apply(item) + " added");
            } else if (!was.equals(item)) {
                add(part, kind + ' ' + name.apply(item) + " changed");
            }
        }
        known.keySet().forEach(gone -> add(part, kind + ' ' + gone + " removed"));
    }

    private void add(Part part, String text) {
        changes.add(new Change(part, text));
    }
}
