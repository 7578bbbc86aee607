package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.zimbraproxy.crds.ZimbraProxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects in the namespace of the case. If two objects have the same kind and name, the later one counts. */
final class CaseInput implements ClusterState {
    static final String NAMESPACE = "mail";

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization(new ObjectMapper(), true);

    private final Map<String, JsonNode> objects = new TreeMap<>();

    CaseInput(List<JsonNode> objects) {
        objects.forEach(object -> {
            ObjectNode stored = object.deepCopy();
            store(stored);
            this.objects.put(stored.path("kind").asText() + "/" + name(stored), stored);
        });
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** Adds the fields that an API server adds: namespace, uid and generation, and {@code stringData} as {@code data}. */
    private static void store(ObjectNode object) {
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.put("namespace", NAMESPACE);
        if (object.path("kind").asText().equals(ZimbraProxy.KIND)) {
            metadata.put("uid", "6c2b9a1e-0000-4000-8000-000000000001");
            if (!metadata.has("generation")) {
                metadata.put("generation", 1);
            }
        }
        if (object.remove("stringData") instanceof ObjectNode texts) {
            ObjectNode data = object.withObject("/data");
            texts.properties().forEach(text -> data.put(text.getKey(), encoded(text.getValue())));
        }
    }

    private static String encoded(JsonNode text) {
        return Base64.getEncoder().encodeToString(text.asText().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a copy in which {@code others} are added, or replace the objects of the same kind and name. */
    CaseInput with(Stream<JsonNode> others) {
        return new CaseInput(Stream.concat(objects.values().stream(), others).toList());
    }

    Collection<JsonNode> objects() {
        return objects.values();
    }

    ZimbraProxy proxy() {
        return all(ZimbraProxy.class).findFirst().orElseThrow();
    }

    <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
        return Optional.ofNullable(objects.get(HasMetadata.getKind(kind) + "/" + name))
                .map(object -> SERIALIZATION.convertValue(object, kind));
    }

    private <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return objects.values().stream()
                .filter(object -> object.path("kind").asText().equals(HasMetadata.getKind(kind)))
                .map(object -> SERIALIZATION.convertValue(object, kind));
    }

    /** Returns the kinds of the CustomResourceDefinitions in the cluster. */
    Set<String> kinds() {
        return all(CustomResourceDefinition.class)
                .map(definition -> definition.getSpec().getNames().getKind())
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Secret> secret(String name) {
        return find(Secret.class, name);
    }

    @Override
    public Collection<EndpointSlice> slices(String service) {
        return all(EndpointSlice.class)
                .filter(slice -> service.equals(slice.getMetadata().getLabels().get("kubernetes.io/service-name")))
                .toList();
    }

    @Override
    public Map<String, Map<String, byte[]>> bundles() {
        Map<String, Map<String, byte[]>> bundles = new TreeMap<>();
        all(Secret.class).filter(CaseInput::isBundle).forEach(secret -> {
            Map<String, byte[]> files = new TreeMap<>();
            secret.getData()
                    .forEach((file, content) ->
                            files.put(file, Base64.getDecoder().decode(content)));
            bundles.put(secret.getMetadata().getName(), files);
        });
        return bundles;
    }

    private static boolean isBundle(Secret secret) {
        return secret.getMetadata().getLabels() != null
                && Labels.OPERATOR.equals(secret.getMetadata().getLabels().get(Labels.MANAGED_BY));
    }
}
