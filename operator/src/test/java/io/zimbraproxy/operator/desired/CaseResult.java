package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.WorkloadKind;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import io.zimbraproxy.operator.pods.PodReport;
import io.zimbraproxy.operator.status.Facts;
import io.zimbraproxy.operator.status.ServiceAddresses;
import io.zimbraproxy.operator.status.StatusBuilder;
import io.zimbraproxy.operator.status.StatusWarnings;
import io.zimbraproxy.operator.status.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Objects and status that the operator derives from a resource and the objects in its namespace.
 *
 * @param objects the objects that the operator applies
 * @param status the status that the operator reports
 */
record CaseResult(List<JsonNode> objects, ZimbraProxyStatus status) {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant SOON = NOW.plus(Duration.ofDays(14));
    private static final Images IMAGES = new Images("zimbra-proxy/proxy:1.0", "memcached:1.6-alpine");

    /** Sorts fields by name, as {@code kubectl get -o yaml} does. */
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    static CaseResult of(CaseInput input, JsonNode pods) {
        ReconcilePlan plan = ReconcilePlan.of(input.proxy(), input, IMAGES, NOW);
        List<JsonNode> objects = plan.context()
                .map(context -> objects(context, plan.complete(), input.kinds()))
                .orElse(List.of());
        return new CaseResult(objects, StatusBuilder.build(facts(input, plan, pods), NOW));
    }

    /** Leaves out kinds that the cluster does not have and, while references are broken, objects that need them. */
    private static List<JsonNode> objects(DesiredContext context, boolean complete, Set<String> kinds) {
        List<JsonNode> objects = new ArrayList<>();
        for (Owned owned : AllOwned.ALL) {
            for (HasMetadata object : owned.desired(context)) {
                boolean known = !(object instanceof GenericKubernetesResource) || kinds.contains(object.getKind());
                if (known && (complete || owned.whileHeld() != WhileHeld.KEEP)) {
                    objects.add(YAML.valueToTree(object));
                }
            }
        }
        return objects;
    }

    private static Facts facts(CaseInput input, ReconcilePlan plan, JsonNode pods) {
        ZimbraProxy proxy = input.proxy();
        String name = proxy.getMetadata().getName();
        String hash = plan.context().map(context -> context.config().hash()).orElse(null);
        List<PodReport> reports = reports(pods, hash);
        Map<String, String> annotations = proxy.getMetadata().getAnnotations();
        boolean paused = annotations != null && annotations.containsKey("zimbraproxy.io/paused");
        return new Facts(
                proxy,
                plan.invalid(),
                plan.unresolved(),
                null,
                plan.invalid().isEmpty() && !plan.complete(),
                hash,
                workload(input, proxy),
                reports,
                input.find(Service.class, name).map(ServiceAddresses::of).orElse(List.of()),
                plan.certificates(),
                StatusWarnings.of(paused, plan, input.kinds(), reports, SOON),
                Labels.selectorText(proxy));
    }

    private static Workload workload(CaseInput input, ZimbraProxy proxy) {
        String name = proxy.getMetadata().getName();
        return (proxy.getSpec().deployment().kind() == WorkloadKind.DaemonSet
                        ? input.find(DaemonSet.class, name).map(Workload::of)
                        : input.find(Deployment.class, name).map(Workload::of))
                .orElse(Workload.NONE);
    }

    private static List<PodReport> reports(JsonNode pods, String hash) {
        List<PodReport> reports = new ArrayList<>();
        pods.forEach(pod -> reports.add(new PodReport(
                pod.path("pod").asText(),
                pod.path("runs").asText().equals("this") ? hash : "of another configuration",
                pod.path("generation").asLong(),
                texts(pod.path("problems")),
                texts(pod.path("warnings")),
                pod.hasNonNull("fault") ? pod.path("fault").asText() : null)));
        return reports;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Returns {@code proxy} with this status, as it is stored after the reconcile. */
    JsonNode statusOf(JsonNode proxy) {
        ObjectNode reported = proxy.deepCopy();
        reported.set("status", YAML.valueToTree(status));
        return reported;
    }

    /** Returns the objects and the status as YAML, by file name. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        objects.forEach(object -> files.put(
                "out-" + object.path("kind").asText().toLowerCase(Locale.ROOT) + "-" + CaseInput.name(object) + ".yaml",
                text(object)));
        files.put("out-status.yaml", text(YAML.valueToTree(status)));
        return files;
    }

    private static String text(JsonNode object) {
        try {
            return YAML.writeValueAsString(YAML.treeToValue(object, Object.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
