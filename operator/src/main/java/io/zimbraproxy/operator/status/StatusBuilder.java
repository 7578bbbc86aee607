package io.zimbraproxy.operator.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.status.CertificateStatus;
import io.zimbraproxy.crds.status.ListenerStatus;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds the status from the facts, the previous status and the time. Equal facts lead to an equal status. */
public final class StatusBuilder {
    /** Limits the size of the resource: a large site has thousands of certificates, one for each domain. */
    private static final int MAX_CERTIFICATES = 200;

    /** Reasons of {@code Ready} that only a change of the specification or of a reference can end. */
    private static final Set<ConditionReason> FINAL =
            EnumSet.of(ConditionReason.NotAccepted, ConditionReason.RefsNotResolved);

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final Facts facts;
    private final @Nullable ZimbraProxyStatus before;
    private final String now;

    private StatusBuilder(Facts facts, Instant now) {
        this.facts = facts;
        before = facts.proxy().getStatus();
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Builds the status. */
    public static ZimbraProxyStatus build(Facts facts, Instant now) {
        return new StatusBuilder(facts, now).build();
    }

    private ZimbraProxyStatus build() {
        Workload pods = facts.workload();
        List<Listener> listeners = facts.proxy().getSpec().listeners();
        return new ZimbraProxyStatus(
                facts.proxy().getMetadata().getGeneration(),
                conditions(),
                pods.total(),
                pods.ready(),
                pods.ready() + "/" + pods.wanted(),
                listeners.stream()
                        .map(listener -> listener.protocol() + "/" + listener.port())
                        .collect(Collectors.joining(" ")),
                facts.selector(),
                facts.addresses(),
                certificates(),
                listeners.stream()
                        .map(listener -> new ListenerStatus(listener.name(), listener.port()))
                        .toList());
    }

    private List<Condition> conditions() {
        ConditionRules rules = new ConditionRules(facts);
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition(ConditionType.Accepted, rules.accepted()));
        conditions.add(condition(ConditionType.ResolvedRefs, rules.resolved()));
        conditions.add(condition(ConditionType.Programmed, rules.programmed()));
        conditions.add(condition(ConditionType.Ready, rules.ready()));
        rules.warning().ifPresent(warning -> conditions.add(condition(ConditionType.Warning, warning)));
        return conditions;
    }

    private Condition condition(ConditionType type, ConditionResult result) {
        String since = find(before, type)
                .filter(result.status()::isOf)
                .map(Condition::getLastTransitionTime)
                .orElse(now);
        return new ConditionBuilder()
                .withType(type.name())
                .withStatus(result.status().name())
                .withReason(result.reason().name())
                .withMessage(result.message())
                .withLastTransitionTime(since)
                .withObservedGeneration(facts.proxy().getMetadata().getGeneration())
                .build();
    }

    /** Tells whether no further change is expected: the proxy serves as specified, or only an administrator can fix it. */
    public static boolean settled(ZimbraProxyStatus status) {
        return find(status, ConditionType.Ready).filter(StatusBuilder::settled).isPresent();
    }

    private static boolean settled(Condition ready) {
        return ConditionStatus.True.isOf(ready) || ConditionReason.isAny(FINAL, ready);
    }

    /** Tells whether two statuses are equal. Conditions have no {@code equals}, so their JSON is compared. */
    public static boolean same(ZimbraProxyStatus after, @Nullable ZimbraProxyStatus before) {
        return before != null && MAPPER.valueToTree(after).equals(MAPPER.valueToTree(before));
    }

    /**
     * Returns a resource for server-side apply that has the status, the name and the uid only: the operator would become the owner of
     * every other field. The uid makes the API server reject the status when another resource has the name by now.
     */
    public static ZimbraProxy carrier(ZimbraProxy proxy, ZimbraProxyStatus status) {
        ZimbraProxy carrier = new ZimbraProxy();
        carrier.getMetadata().setName(proxy.getMetadata().getName());
        carrier.getMetadata().setNamespace(proxy.getMetadata().getNamespace());
        carrier.getMetadata().setUid(proxy.getMetadata().getUid());
        carrier.setStatus(status);
        return carrier;
    }

    /** Finds a condition in a status. A resource that is not reconciled yet has no status. */
    public static Optional<Condition> find(@Nullable ZimbraProxyStatus status, ConditionType type) {
        return status == null || status.conditions() == null
                ? Optional.empty()
                : status.conditions().stream()
                        .filter(condition -> condition.getType().equals(type.name()))
                        .findFirst();
    }

    /** Lists the certificates that expire first. */
    private List<CertificateStatus> certificates() {
        return facts.certificates().stream()
                .sorted(Comparator.comparing(ServerCertificate::notAfter).thenComparing(ServerCertificate::name))
                .limit(MAX_CERTIFICATES)
                .map(certificate -> new CertificateStatus(
                        certificate.name(),
                        certificate.notAfter().toString(),
                        CertificateDnsNames.of(certificate.own())))
                .toList();
    }
}
