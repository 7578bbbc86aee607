package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.read.ManifestReader;
import io.zimbraproxy.crds.read.ManifestResult;
import io.zimbraproxy.crds.spec.ByVirtualHost;
import io.zimbraproxy.crds.spec.CaRef;
import io.zimbraproxy.crds.spec.ClientCertificateMode;
import io.zimbraproxy.crds.spec.ClientCertificates;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.KeyRef;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.LookupAdmin;
import io.zimbraproxy.crds.spec.Redis;
import io.zimbraproxy.crds.spec.SaslMechanism;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.validate.Fingerprint;
import io.zimbraproxy.crds.validate.NotSupportedYet;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.crds.validate.SpecValidator;
import io.zimbraproxy.proxy.route.Delegation;
import io.zimbraproxy.proxy.sasl.KerberosAcceptor;
import io.zimbraproxy.proxy.tls.CertificateStore;
import io.zimbraproxy.proxy.tls.ClientAuth;
import io.zimbraproxy.proxy.tls.ClientAuthBook;
import io.zimbraproxy.proxy.tls.ServerCertificate;
import io.zimbraproxy.proxy.tls.TrustAnchors;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a manifest and the secrets it names, and says all that is wrong with them at once. */
public final class ConfigLoader {
    private final Path file;
    private final Path secretsFolder;

    /** {@code secretsFolder} may be null: then it is {@code secrets} beside the manifest. */
    public ConfigLoader(Path file, Path secretsFolder) {
        this.file = file;
        this.secretsFolder = secretsFolder == null ? file.toAbsolutePath().resolveSibling("secrets") : secretsFolder;
    }

    /**
     * What was read.
     *
     * @param snapshot empty when there are problems
     */
    public record Loaded(Optional<Snapshot> snapshot, List<Problem> problems) {}

    /** Reads everything anew. */
    public Loaded load() {
        ManifestResult manifest = ManifestReader.read(file);
        List<Problem> problems = new ArrayList<>(manifest.problems());
        if (manifest.resource() == null) {
            return new Loaded(Optional.empty(), List.copyOf(problems));
        }
        ZimbraProxy resource = manifest.resource();
        ZimbraProxySpec spec = resource.getSpec();
        problems.addAll(SpecValidator.validate(spec));
        problems.addAll(NotSupportedYet.problems(spec));
        if (!problems.isEmpty()) {
            // Names that are not valid never become paths.
            return new Loaded(Optional.empty(), List.copyOf(problems));
        }
        Secrets secrets = new Secrets(secretsFolder, problems);
        Optional<CertificateStore> certificates = certificates(spec, secrets);
        Optional<TrustAnchors> lookupTrust = authorities(
                secrets, "spec.lookup.tls.caRef", spec.lookup().tls().caRef());
        Optional<TrustAnchors> upstreamTrust = authorities(
                secrets, "spec.upstream.tls.caRef", spec.upstream().tls().caRef());
        CacheAccess cacheAccess = cacheAccess(spec.routeCache().redis(), secrets);
        Optional<Delegation> delegation = delegation(spec, secrets);
        Optional<KerberosAccess> kerberos = kerberos(spec, secrets, delegation);
        ClientAuthBook clientAuths = clientAuths(spec, secrets);
        if (!problems.isEmpty()) {
            return new Loaded(Optional.empty(), List.copyOf(problems));
        }
        Long generation = resource.getMetadata().getGeneration();
        Snapshot snapshot = new Snapshot(
                resource.getMetadata().getName(),
                generation == null ? 0 : generation,
                Fingerprint.of(spec),
                Instant.now(),
                spec,
                certificates,
                lookupTrust,
                upstreamTrust,
                cacheAccess,
                kerberos,
                clientAuths,
                delegation);
        return new Loaded(Optional.of(snapshot), List.of());
    }

    private static CacheAccess cacheAccess(Redis redis, Secrets secrets) {
        if (redis == null) {
            return new CacheAccess(Optional.empty(), Optional.empty());
        }
        KeyRef password = redis.passwordRef();
        return new CacheAccess(
                password == null
                        ? Optional.empty()
                        : secrets.word("spec.routeCache.redis.passwordRef", password.name(), password.key()),
                authorities(
                        secrets, "spec.routeCache.redis.tls.caRef", redis.tls().caRef()));
    }

    /** For logins by ticket and by certificate. */
    private static Optional<Delegation> delegation(ZimbraProxySpec spec, Secrets secrets) {
        boolean needed = spec.sasl().mechanisms().contains(SaslMechanism.GSSAPI)
                || spec.listeners().stream().anyMatch(Listener::certificateLogin);
        LookupAdmin admin = spec.lookup().admin();
        if (!needed || admin == null) {
            return Optional.empty();
        }
        return secrets.word(
                        "spec.lookup.admin.passwordRef",
                        admin.passwordRef().name(),
                        admin.passwordRef().key())
                .map(password -> new Delegation(admin.user(), password, null));
    }

    private static Optional<KerberosAccess> kerberos(
            ZimbraProxySpec spec, Secrets secrets, Optional<Delegation> delegation) {
        if (!spec.sasl().mechanisms().contains(SaslMechanism.GSSAPI)) {
            return Optional.empty();
        }
        KeyRef keytab = spec.sasl().gssapi().keytabRef();
        Optional<KerberosAcceptor> acceptor = secrets.keytab("spec.sasl.gssapi.keytabRef", keytab.name(), keytab.key());
        return acceptor.flatMap(tickets -> delegation.map(own -> new KerberosAccess(tickets, own)));
    }

    private static ClientAuthBook clientAuths(ZimbraProxySpec spec, Secrets secrets) {
        // One for all domains that ask in the same way: each takes a TLS context.
        Map<ClientCertificates, ClientAuth> known = new HashMap<>();
        Map<String, ClientAuth> byName = new HashMap<>();
        for (int i = 0; i < spec.domains().size(); i++) {
            Domain domain = spec.domains().get(i);
            if (domain.clientCertificates() != null) {
                String path = "spec.domains[" + i + "].clientCertificates";
                ClientAuth auth =
                        known.computeIfAbsent(domain.clientCertificates(), wanted -> clientAuth(path, wanted, secrets));
                domain.virtualHosts().forEach(host -> byName.put(host.toLowerCase(Locale.ROOT), auth));
            }
        }
        ClientAuth general =
                clientAuth("spec.tls.clientCertificates", spec.tls().clientCertificates(), secrets);
        return new ClientAuthBook(new ByVirtualHost<>(general, byName));
    }

    private static ClientAuth clientAuth(String path, ClientCertificates wanted, Secrets secrets) {
        if (wanted.mode() == ClientCertificateMode.None) {
            return ClientAuth.NONE;
        }
        String authorities = wanted.caRef().name();
        return new ClientAuth(wanted.mode(), authorities, secrets.authorities(path + ".caRef", authorities));
    }

    private static Optional<TrustAnchors> authorities(Secrets secrets, String path, CaRef reference) {
        return reference == null ? Optional.empty() : secrets.authorities(path, reference.name());
    }

    private static Optional<CertificateStore> certificates(ZimbraProxySpec spec, Secrets secrets) {
        Map<String, Optional<ServerCertificate>> bySecret = new HashMap<>();
        Map<String, ServerCertificate> byName = new HashMap<>();
        ServerCertificate fallback = null;
        if (spec.tls().certificateRef() != null) {
            String name = spec.tls().certificateRef().name();
            fallback = bySecret.computeIfAbsent(name, secret -> secrets.certificate("spec.tls.certificateRef", secret))
                    .orElse(null);
        }
        for (int i = 0; i < spec.domains().size(); i++) {
            Domain domain = spec.domains().get(i);
            if (domain.certificateRef() == null) {
                continue;
            }
            String path = "spec.domains[" + i + "].certificateRef";
            ServerCertificate certificate = bySecret.computeIfAbsent(
                            domain.certificateRef().name(), secret -> secrets.certificate(path, secret))
                    .orElse(null);
            if (certificate == null) {
                continue;
            }
            fallback = fallback == null ? certificate : fallback;
            domain.virtualHosts().forEach(host -> byName.put(host.toLowerCase(Locale.ROOT), certificate));
        }
        return fallback == null
                ? Optional.empty()
                : Optional.of(new CertificateStore(new ByVirtualHost<>(fallback, byName)));
    }
}
