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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the whole status, from facts, what the status was, and the time; the same again when nothing has changed. */
public final class StatusBuilder {
    /** A site with thousands of certificates has one for each domain, and an object has its limits. */
    private static final int MAX_CERTIFICATES = 200;

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final Facts facts;
    private final ZimbraProxyStatus before;
    private final String now;

    private StatusBuilder(Facts facts, Instant now) {
        this.facts = facts;
        before = facts.proxy().getStatus();
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The status that follows. */
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
        ConditionRules verdicts = new ConditionRules(facts);
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition(ConditionType.Accepted, verdicts.accepted()));
        conditions.add(condition(ConditionType.ResolvedRefs, verdicts.resolved()));
        conditions.add(condition(ConditionType.Programmed, verdicts.programmed()));
        conditions.add(condition(ConditionType.Ready, verdicts.ready()));
        verdicts.warning().ifPresent(warning -> conditions.add(condition(ConditionType.Warning, warning)));
        return conditions;
    }

    private Condition condition(ConditionType type, ConditionResult verdict) {
        String since = find(before, type)
                .filter(old -> old.getStatus().equals(verdict.status()))
                .map(Condition::getLastTransitionTime)
                .orElse(now);
        return new ConditionBuilder()
                .withType(type.name())
                .withStatus(verdict.status())
                .withReason(verdict.reason())
                .withMessage(verdict.message())
                .withLastTransitionTime(since)
                .withObservedGeneration(facts.proxy().getMetadata().getGeneration())
                .build();
    }

    /** True when nothing is waited for: it serves as specified, or cannot without somebody changing something. */
    public static boolean settled(ZimbraProxyStatus status) {
        return find(status, ConditionType.Ready).filter(StatusBuilder::settled).isPresent();
    }

    private static boolean settled(Condition ready) {
        return ready.getStatus().equals("True")
                || List.of("NotAccepted", "RefsNotResolved").contains(ready.getReason());
    }

    /** True when they say the same; {@code before} may be null. */
    public static boolean same(ZimbraProxyStatus after, ZimbraProxyStatus before) {
        return before != null && MAPPER.valueToTree(after).equals(MAPPER.valueToTree(before));
    }

    /**
     * A resource that carries the status and nothing else: whatever else it held would be taken for the operator's own. By its uid the
     * API server refuses it for another resource that has the name now.
     */
    public static ZimbraProxy carrier(ZimbraProxy proxy, ZimbraProxyStatus status) {
        ZimbraProxy carrier = new ZimbraProxy();
        carrier.getMetadata().setName(proxy.getMetadata().getName());
        carrier.getMetadata().setNamespace(proxy.getMetadata().getNamespace());
        carrier.getMetadata().setUid(proxy.getMetadata().getUid());
        carrier.setStatus(status);
        return carrier;
    }

    /** A condition of a status, which may be null. */
    public static Optional<Condition> find(ZimbraProxyStatus status, ConditionType type) {
        return status == null || status.conditions() == null
                ? Optional.empty()
                : status.conditions().stream()
                        .filter(condition -> condition.getType().equals(type.name()))
                        .findFirst();
    }

    /** The one that ends first comes first. */
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
