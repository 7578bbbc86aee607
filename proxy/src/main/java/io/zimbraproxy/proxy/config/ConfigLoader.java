package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.certificate.TrustAnchors;
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
import io.zimbraproxy.crds.spec.SessionTickets;
import io.zimbraproxy.crds.spec.SpecHash;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.crds.validate.SpecValidator;
import io.zimbraproxy.proxy.route.Delegation;
import io.zimbraproxy.proxy.sasl.KerberosAcceptor;
import io.zimbraproxy.proxy.tls.ClientAuth;
import io.zimbraproxy.proxy.tls.ClientAuthTable;
import io.zimbraproxy.proxy.tls.TicketPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest and the Secrets that it names, and reports all problems at once. May be used many times, by one thread at a
 * time.
 */
public final class ConfigLoader {
    private final Path file;
    private final Path secretsFolder;
    private final SecretCache memory = new SecretCache();
    private Set<Path> secretFiles = Set.of();

    /** Creates a loader; without {@code secretsFolder} the folder is {@code secrets} beside the manifest. */
    public ConfigLoader(Path file, @Nullable Path secretsFolder) {
        this.file = file;
        this.secretsFolder = secretsFolder == null ? file.toAbsolutePath().resolveSibling("secrets") : secretsFolder;
    }

    /**
     * The result of one pass.
     *
     * @param snapshot empty when the configuration is refused
     * @param problems why the configuration, or a single certificate, is refused
     * @param warnings faults that do not stop the configuration from being used
     */
    public record Loaded(Optional<Snapshot> snapshot, List<Problem> problems, List<Problem> warnings) {}

    /** Returns the problems of a manifest alone, without its Secrets, as the API server sees it. */
    public static List<Problem> problemsOf(Path file) {
        return problemsOf(ManifestReader.read(file));
    }

    private static List<Problem> problemsOf(ManifestResult manifest) {
        List<Problem> problems = new ArrayList<>(manifest.problems());
        if (manifest.resource() != null) {
            problems.addAll(SpecValidator.validate(manifest.resource().getSpec()));
        }
        return problems;
    }

    /** Reads the manifest and all Secrets. */
    public Loaded load() {
        ManifestResult manifest = ManifestReader.read(file);
        List<Problem> problems = problemsOf(manifest);
        if (manifest.resource() == null) {
            return new Loaded(Optional.empty(), List.copyOf(problems), List.of());
        }
        ZimbraProxy resource = manifest.resource();
        problems.addAll(StandaloneRules.problems(resource.getSpec()));
        if (!problems.isEmpty()) {
            // Names that are not valid never become paths.
            return new Loaded(Optional.empty(), List.copyOf(problems), List.of());
        }
        Long generation = resource.getMetadata().getGeneration();
        return complete(
                resource.getMetadata().getName(),
                generation == null ? 0 : generation,
                resource.getSpec(),
                Optional.empty());
    }

    /**
     * Reads only the Secrets of a configuration that is in service. A certificate that cannot be used is reported as a problem and
     * replaced by the one in service, so that the other certificates are still renewed.
     */
    public Loaded reread(Snapshot before) {
        return complete(before.name(), before.generation(), before.spec(), Optional.of(memory));
    }

    /** Notes that a snapshot is in service. */
    public void applied(Snapshot snapshot) {
        snapshot.certificates().ifPresent(store -> memory.inService(store.all()));
    }

    /** Returns the files of the last pass, including those that do not exist. */
    public Set<Path> files() {
        Set<Path> all = new LinkedHashSet<>(secretFiles);
        all.add(file.toAbsolutePath());
        return all;
    }

    /** Returns the folder of the Secrets. */
    public Path secretsFolder() {
        return secretsFolder;
    }

    private Loaded complete(String name, long generation, ZimbraProxySpec spec, Optional<SecretCache> kept) {
        List<Problem> problems = new ArrayList<>(EngineRules.problems(spec));
        // Problems of certificates are kept apart: they do not refuse a configuration whose certificates are in
        // service.
        List<Problem> ofCertificates = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>(EngineRules.warnings(spec));
        SecretFiles files = new SecretFiles(secretsFolder, problems);
        Secrets secrets = new Secrets(files, memory, problems, warnings);
        SecretFiles pairs = new SecretFiles(secretsFolder, ofCertificates);
        Secrets certificates = new Secrets(pairs, memory, ofCertificates, warnings);
        Optional<Delegation> delegation = delegation(spec, secrets);
        Snapshot snapshot = new Snapshot(
                name,
                generation,
                SpecHash.of(spec),
                Instant.now(),
                spec,
                new CertificateReader(certificates, ofCertificates, kept).read(spec),
                tickets(spec.tls().sessionTickets(), secrets),
                authorities(
                        secrets, "spec.lookup.tls.caRef", spec.lookup().tls().caRef()),
                authorities(
                        secrets,
                        "spec.upstream.tls.caRef",
                        spec.upstream().tls().caRef()),
                cacheAccess(spec.routeCache().redis(), secrets),
                kerberos(spec, secrets, delegation),
                clientAuths(spec, secrets),
                delegation);
        secretFiles = new LinkedHashSet<>(files.requested());
        secretFiles.addAll(pairs.requested());
        boolean usable = problems.isEmpty() && (ofCertificates.isEmpty() || kept.isPresent());
        problems.addAll(0, ofCertificates);
        memory.endPass(problems.isEmpty());
        return new Loaded(
                usable ? Optional.of(snapshot) : Optional.empty(), List.copyOf(problems), List.copyOf(warnings));
    }

    private static TicketPolicy tickets(SessionTickets tickets, Secrets secrets) {
        KeyRef shared = tickets.keyRef();
        Optional<byte[]> master = shared == null
                ? Optional.empty()
                : secrets.random("spec.tls.sessionTickets.keyRef", shared.name(), shared.key());
        // A shared key that cannot be read is a problem, so this policy of the process' own is never used in its place.
        return master.map(key -> new TicketPolicy(tickets.enabled(), tickets.rotation(), key))
                .orElseGet(() -> TicketPolicy.own(tickets.enabled(), tickets.rotation()));
    }

    private static CacheAccess cacheAccess(@Nullable Redis redis, Secrets secrets) {
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

    /** The account by which the proxy asks lookup handlers for tokens, for logins by Kerberos ticket or client certificate. */
    private static Optional<Delegation> delegation(ZimbraProxySpec spec, Secrets secrets) {
        boolean needed = spec.sasl().mechanisms().contains(SaslMechanism.GSSAPI)
                || spec.listeners().stream().anyMatch(Listener::certificateLogin);
        LookupAdmin admin = spec.lookup().admin();
        if (!needed || admin == null) {
            return Optional.empty();
        }
        KeyRef reference = required(admin.passwordRef());
        return secrets.word("spec.lookup.admin.passwordRef", reference.name(), reference.key())
                .map(password -> new Delegation(admin.user(), password, null));
    }

    private static Optional<KerberosAccess> kerberos(
            ZimbraProxySpec spec, Secrets secrets, Optional<Delegation> delegation) {
        if (!spec.sasl().mechanisms().contains(SaslMechanism.GSSAPI)) {
            return Optional.empty();
        }
        KeyRef keytab = required(required(spec.sasl().gssapi()).keytabRef());
        Optional<KerberosAcceptor> acceptor = secrets.keytab("spec.sasl.gssapi.keytabRef", keytab.name(), keytab.key());
        return acceptor.flatMap(tickets -> delegation.map(own -> new KerberosAccess(tickets, own)));
    }

    private static ClientAuthTable clientAuths(ZimbraProxySpec spec, Secrets secrets) {
        // Domains with equal settings share one object, because each object takes a TLS context of its own.
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
        return new ClientAuthTable(new ByVirtualHost<>(general, byName));
    }

    private static ClientAuth clientAuth(String path, ClientCertificates wanted, Secrets secrets) {
        if (wanted.mode() == ClientCertificateMode.None) {
            return ClientAuth.NONE;
        }
        String authorities = required(wanted.caRef()).name();
        return new ClientAuth(wanted.mode(), authorities, secrets.authorities(path + ".caRef", authorities));
    }

    private static Optional<TrustAnchors> authorities(Secrets secrets, String path, @Nullable CaRef reference) {
        return reference == null ? Optional.empty() : secrets.authorities(path, reference.name());
    }

    /** Returns a field whose presence {@code SpecValidator} has checked. */
    private static <T> T required(@Nullable T field) {
        return Objects.requireNonNull(field, "SpecValidator requires this field");
    }
}
