package io.zimbraproxy.operator.resolve;

import static io.zimbraproxy.operator.resolve.SharedSecret.encoded;
import static io.zimbraproxy.operator.resolve.SharedSecret.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.zimbraproxy.crds.spec.CaRef;
import io.zimbraproxy.crds.spec.ClientTls;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.Lookup;
import io.zimbraproxy.crds.spec.SecretRef;
import io.zimbraproxy.crds.spec.Tls;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Resolving of Secrets. The resource references the certificate {@code mail-tls} or the authorities {@code ca}. */
class ResolvedSecretsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Map<String, byte[]> NOTHING = Map.of();
    private static final SecretRef CERTIFICATE = new SecretRef("mail-tls");
    private static final Tls TLS = Tls.defaults().withCertificateRef(CERTIFICATE);

    private final List<Secret> secrets = new ArrayList<>();

    @Test
    void usableSecretIsCopied() {
        secrets.add(SharedSecret.read("mail-tls"));

        ResolvedSecrets resolved = certificate(NOTHING);

        assertThat(resolved.complete()).isTrue();
        assertThat(resolved.unresolved()).isEmpty();
        assertThat(resolved.files()).containsOnlyKeys("mail-tls_tls.crt", "mail-tls_tls.key");
        assertThat(resolved.files().get("mail-tls_tls.crt")).isEqualTo(value("mail-tls", "tls.crt"));
        assertThat(resolved.certificates()).containsOnlyKeys("mail-tls");
    }

    @Test
    void missingSecret() {
        ResolvedSecrets resolved = certificate(NOTHING);

        assertThat(resolved.complete()).isFalse();
        assertThat(resolved.files()).isEmpty();
        assertThat(problems(resolved))
                .containsExactly(
                        "spec.tls.certificateRef: there is no such Secret (saw mail-tls); create it in this namespace");
    }

    @Test
    void missingSecretWithEarlierContent() {
        ResolvedSecrets resolved = certificate(inService("mail-tls"));

        assertThat(resolved.complete()).isTrue();
        assertThat(resolved.unresolved()).hasSize(1);
        assertThat(texts(resolved.files())).isEqualTo(texts(inService("mail-tls")));
        assertThat(resolved.certificates()).containsOnlyKeys("mail-tls");
    }

    @Test
    void missingKey() {
        secrets.add(SharedSecret.of("mail-tls", Map.of("tls.crt", encoded("x"))));

        ResolvedSecrets resolved = certificate(NOTHING);

        assertThat(resolved.complete()).isFalse();
        assertThat(problems(resolved)).hasSize(1).allMatch(text -> text.contains("the Secret has no key tls.key"));
    }

    @Test
    void emptyValueCountsAsMissing() {
        secrets.add(SharedSecret.of("mail-tls", Map.of("tls.crt", "", "tls.key", "")));

        assertThat(problems(certificate(NOTHING)))
                .hasSize(1)
                .allMatch(text -> text.contains("the Secret has no key tls."));
    }

    /** cert-manager creates the Secret before the certificate exists. */
    @Test
    void secretWithoutData() {
        secrets.add(SharedSecret.of("mail-tls", null));

        assertThat(certificate(NOTHING).complete()).isFalse();
    }

    /** An unusable Secret replaces neither the certificate nor the key. */
    @Test
    void unusableSecretWithEarlierContent() {
        Map<String, String> halves =
                new TreeMap<>(SharedSecret.read("mail-soon").getData());
        halves.put("tls.key", SharedSecret.read("mail-rsa").getData().get("tls.key"));
        secrets.add(SharedSecret.of("mail-tls", halves));

        ResolvedSecrets resolved = certificate(inService("mail-tls"));

        assertThat(resolved.complete()).isTrue();
        assertThat(texts(resolved.files())).isEqualTo(texts(inService("mail-tls")));
        assertThat(problems(resolved)).hasSize(1).allMatch(text -> text.contains("the key does not belong"));
    }

    @Test
    void earlierContentEditedByHand() {
        Map<String, byte[]> before = inService("mail-tls");
        before.put("mail-tls_tls.crt", "x".getBytes(StandardCharsets.UTF_8));

        assertThat(certificate(before).complete()).isFalse();
    }

    @Test
    void earlierContentWithoutAKey() {
        Map<String, byte[]> before = inService("mail-tls");
        before.remove("mail-tls_tls.key");

        ResolvedSecrets resolved = certificate(before);

        assertThat(resolved.complete()).isFalse();
        assertThat(resolved.files()).isEmpty();
    }

    @Test
    void expiredCertificateIsBetterThanNone() {
        secrets.add(SharedSecret.as("mail-tls", "mail-past"));

        ResolvedSecrets resolved = certificate(NOTHING);

        assertThat(resolved.unresolved()).isEmpty();
        assertThat(resolved.files().get("mail-tls_tls.crt")).isEqualTo(value("mail-past", "tls.crt"));
    }

    @Test
    void expiredCertificateReplacesNoOther() {
        secrets.add(SharedSecret.as("mail-tls", "mail-past"));

        ResolvedSecrets resolved = certificate(inService("mail-tls"));

        assertThat(problems(resolved)).hasSize(1).allMatch(text -> text.contains("expired at 2029-"));
        assertThat(texts(resolved.files())).isEqualTo(texts(inService("mail-tls")));
    }

    /** A certificate that expires while it is in use stays, because there is no other. */
    @Test
    void expiredCertificateStaysInUse() {
        secrets.add(SharedSecret.as("mail-tls", "mail-past"));
        Map<String, byte[]> before = Map.of(
                "mail-tls_tls.crt", value("mail-past", "tls.crt"), "mail-tls_tls.key", value("mail-past", "tls.key"));

        assertThat(certificate(before).unresolved()).isEmpty();
    }

    @Test
    void authoritiesAreChecked() {
        secrets.add(SharedSecret.of("ca", Map.of("ca.crt", encoded("no certificate"))));

        ResolvedSecrets resolved = authorities();

        assertThat(resolved.complete()).isFalse();
        assertThat(problems(resolved))
                .hasSize(1)
                .allMatch(text -> text.startsWith("spec.lookup.tls.caRef: the Secret cannot be used: "));
    }

    /** Only the referenced keys of a Secret are copied. */
    @Test
    void otherKeysAreNotCopied() {
        Map<String, String> data = new TreeMap<>(SharedSecret.read("zimbra-ca").getData());
        data.put("tls.key", encoded("the authority's own"));
        secrets.add(SharedSecret.of("ca", data));

        assertThat(authorities().files()).containsOnlyKeys("ca_ca.crt");
    }

    @Test
    void everyReferenceToAnUnusableSecretIsReported() {
        Domain domain = Domain.of("example.com").withCertificateRef(CERTIFICATE);

        ResolvedSecrets resolved = resolve(spec().withTls(TLS).withDomains(List.of(domain)), NOTHING);

        assertThat(resolved.unresolved())
                .extracting(reference -> reference.problem().path())
                .containsExactly("spec.tls.certificateRef", "spec.domains[0].certificateRef");
    }

    private ResolvedSecrets certificate(Map<String, byte[]> before) {
        return resolve(spec().withTls(TLS), before);
    }

    private ResolvedSecrets authorities() {
        Lookup lookup = Lookup.defaults().withTls(ClientTls.defaults().withCaRef(new CaRef("ca")));
        return resolve(spec().withLookup(lookup), NOTHING);
    }

    private ResolvedSecrets resolve(ZimbraProxySpec spec, Map<String, byte[]> before) {
        return ResolvedSecrets.of(spec, this::find, before, NOW);
    }

    private Optional<Secret> find(String name) {
        return secrets.stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .findFirst();
    }

    private static ZimbraProxySpec spec() {
        return ZimbraProxySpec.of("mail.example.com", List.of());
    }

    private static Map<String, byte[]> inService(String secret) {
        return new TreeMap<>(Map.of(
                secret + "_tls.crt", value(secret, "tls.crt"),
                secret + "_tls.key", value(secret, "tls.key")));
    }

    private static Map<String, String> texts(Map<String, byte[]> files) {
        Map<String, String> texts = new TreeMap<>();
        files.forEach((name, content) -> texts.put(name, new String(content, StandardCharsets.UTF_8)));
        return texts;
    }

    private static List<String> problems(ResolvedSecrets resolved) {
        return resolved.unresolved().stream().map(Object::toString).toList();
    }
}
