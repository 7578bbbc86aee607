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

/** {@code mail-tls} is the certificate, {@code ca} the authorities that the resource names. */
class ResolvedSecretsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Map<String, byte[]> NOTHING = Map.of();

    private final List<Secret> secrets = new ArrayList<>();

    @Test
    void goodOnesAreCopied() {
        secrets.add(SharedSecret.read("mail-tls"));

        ResolvedSecrets resolved = certificate(NOTHING);

        assertThat(resolved.complete()).isTrue();
        assertThat(resolved.problems()).isEmpty();
        assertThat(resolved.files()).containsOnlyKeys("mail-tls_tls.crt", "mail-tls_tls.key");
        assertThat(resolved.files().get("mail-tls_tls.crt")).isEqualTo(value("mail-tls", "tls.crt"));
        assertThat(resolved.certificates()).containsOnlyKeys("mail-tls");
    }

    @Test
    void missingOne() {
        ResolvedSecrets resolved = certificate(NOTHING);

        assertThat(resolved.complete()).isFalse();
        assertThat(resolved.files()).isEmpty();
        assertThat(problems(resolved))
                .containsExactly(
                        "spec.tls.certificateRef: there is no such Secret (saw mail-tls); create it in this namespace");
    }

    @Test
    void missingOneWithOlderContent() {
        ResolvedSecrets resolved = certificate(inService("mail-tls"));

        assertThat(resolved.complete()).isTrue();
        assertThat(resolved.problems()).hasSize(1);
        assertThat(texts(resolved.files())).isEqualTo(texts(inService("mail-tls")));
        assertThat(resolved.certificates()).containsOnlyKeys("mail-tls");
    }

    @Test
    void keyThatIsNotThere() {
        secrets.add(SharedSecret.of("mail-tls", Map.of("tls.crt", encoded("x"))));

        ResolvedSecrets resolved = certificate(NOTHING);

        assertThat(resolved.complete()).isFalse();
        assertThat(problems(resolved)).hasSize(1).allMatch(text -> text.contains("the Secret has no tls.key"));
    }

    @Test
    void emptyValueIsNone() {
        secrets.add(SharedSecret.of("mail-tls", Map.of("tls.crt", "", "tls.key", "")));

        assertThat(problems(certificate(NOTHING))).hasSize(1).allMatch(text -> text.contains("the Secret has no tls."));
    }

    /** cert-manager creates a Secret before it has a certificate. */
    @Test
    void secretWithoutData() {
        secrets.add(SharedSecret.of("mail-tls", null));

        assertThat(certificate(NOTHING).complete()).isFalse();
    }

    /** What cannot be used takes no half of the older content away. */
    @Test
    void brokenOneWithOlderContent() {
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
    void olderContentThatSomebodyBroke() {
        Map<String, byte[]> before = inService("mail-tls");
        before.put("mail-tls_tls.crt", "x".getBytes(StandardCharsets.UTF_8));

        assertThat(certificate(before).complete()).isFalse();
    }

    @Test
    void halfOfAnOlderContentIsNone() {
        Map<String, byte[]> before = inService("mail-tls");
        before.remove("mail-tls_tls.key");

        ResolvedSecrets resolved = certificate(before);

        assertThat(resolved.complete()).isFalse();
        assertThat(resolved.files()).isEmpty();
    }

    @Test
    void endedOneIsBetterThanNone() {
        secrets.add(SharedSecret.as("mail-tls", "mail-past"));

        ResolvedSecrets resolved = certificate(NOTHING);

        assertThat(resolved.problems()).isEmpty();
        assertThat(resolved.files().get("mail-tls_tls.crt")).isEqualTo(value("mail-past", "tls.crt"));
    }

    @Test
    void endedOneReplacesNone() {
        secrets.add(SharedSecret.as("mail-tls", "mail-past"));

        ResolvedSecrets resolved = certificate(inService("mail-tls"));

        assertThat(problems(resolved)).hasSize(1).allMatch(text -> text.contains("ended at 2029-"));
        assertThat(texts(resolved.files())).isEqualTo(texts(inService("mail-tls")));
    }

    /** It has ended while it was in service: nothing else is to be had. */
    @Test
    void endedOneStaysInService() {
        secrets.add(SharedSecret.as("mail-tls", "mail-past"));
        Map<String, byte[]> before = Map.of(
                "mail-tls_tls.crt", value("mail-past", "tls.crt"), "mail-tls_tls.key", value("mail-past", "tls.key"));

        assertThat(certificate(before).problems()).isEmpty();
    }

    @Test
    void authoritiesAreLookedInto() {
        secrets.add(SharedSecret.of("ca", Map.of("ca.crt", encoded("no certificate"))));

        ResolvedSecrets resolved = authorities();

        assertThat(resolved.complete()).isFalse();
        assertThat(problems(resolved))
                .hasSize(1)
                .allMatch(text -> text.startsWith("spec.lookup.tls.caRef: the Secret cannot be used: "));
    }

    /** Of a Secret that holds more than is asked for, the rest stays where it is. */
    @Test
    void nothingElseIsCopied() {
        Map<String, String> data = new TreeMap<>(SharedSecret.read("zimbra-ca").getData());
        data.put("tls.key", encoded("the authority's own"));
        secrets.add(SharedSecret.of("ca", data));

        assertThat(authorities().files()).containsOnlyKeys("ca_ca.crt");
    }

    @Test
    void everyPlaceThatNamesABrokenOneIsTold() {
        Tls tls = tls();
        Domain domain = new Domain("example.com", null, new SecretRef("mail-tls"), null, null, null, null, null);

        ResolvedSecrets resolved = resolve(spec(tls, List.of(domain), null), NOTHING);

        assertThat(resolved.problems())
                .extracting(problem -> problem.path())
                .containsExactly("spec.tls.certificateRef", "spec.domains[0].certificateRef");
    }

    private ResolvedSecrets certificate(Map<String, byte[]> before) {
        return resolve(spec(tls(), null, null), before);
    }

    private ResolvedSecrets authorities() {
        Lookup lookup = new Lookup(null, null, null, null, new ClientTls(null, new CaRef("ca")), null, null);
        return resolve(spec(null, null, lookup), NOTHING);
    }

    private ResolvedSecrets resolve(ZimbraProxySpec spec, Map<String, byte[]> before) {
        return ResolvedSecrets.of(spec, this::find, before, NOW);
    }

    private Optional<Secret> find(String name) {
        return secrets.stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .findFirst();
    }

    private static Tls tls() {
        return new Tls(new SecretRef("mail-tls"), null, null, null, null, null, null, null, null, null);
    }

    private static ZimbraProxySpec spec(Tls tls, List<Domain> domains, Lookup lookup) {
        return new ZimbraProxySpec(
                null, null, tls, domains, lookup, null, null, null, null, null, null, null, null, null, null);
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
        return resolved.problems().stream().map(Object::toString).toList();
    }
}
