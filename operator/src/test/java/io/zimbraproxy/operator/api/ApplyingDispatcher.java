package io.zimbraproxy.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesAttributesExtractor;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/**
 * Dispatcher of the mock server that adds what the mock lacks: server-side apply with managed fields, generations, defaults, writes
 * that change nothing, and garbage collection of owned objects. Every request passes {@link RbacRules} first.
 */
final class ApplyingDispatcher extends KubernetesCrudDispatcher {
    private static final String OPERATOR = "zimbra-proxy-operator";
    private static final String APPLY = "application/apply-patch";

    private final RbacRules rules;
    private final Map<String, JsonNode> appliedByOperator = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> otherManagers = new ConcurrentHashMap<>();
    private final NameIndex names = new NameIndex();
    private final Set<String> deletedUids = ConcurrentHashMap.newKeySet();
    private final AtomicReference<UnaryOperator<String>> editBeforeReady = new AtomicReference<>();
    private final Deletions deletions = new Deletions();

    ApplyingDispatcher(RbacRules rules, CustomResourceDefinitionContext... kinds) {
        super(List.of(kinds));
        this.rules = rules;
    }

    /** Applies {@code edit} to a resource once, just before the server stores a status with the condition {@code Ready}. */
    void beforeReady(UnaryOperator<String> edit) {
        editBeforeReady.set(edit);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        return rules.reviewOwnRights(request)
                .or(() -> rules.refuse(request))
                .or(() -> deletions.expired(request))
                .orElseGet(() -> super.dispatch(request));
    }

    @Override
    public MockResponse handleGet(String path) {
        AttributeSet query = getKey(path);
        if (!NameIndex.named(query)) {
            return super.handleGet(path);
        }
        return names.find(query)
                .map(object -> new MockResponse().setResponseCode(200).setBody(object.getValue()))
                .orElseGet(() -> new MockResponse().setResponseCode(404));
    }

    @Override
    public Map.Entry<AttributeSet, String> findResource(AttributeSet query) {
        return NameIndex.named(query) ? names.find(query).orElse(null) : super.findResource(query);
    }

    @Override
    public void processEvent(
            String path, AttributeSet query, AttributeSet before, GenericKubernetesResource object, String now) {
        if (now == null) {
            deleteAtNewVersion(before);
        }
        super.processEvent(path, query, before, object, now);
        if (before != null) {
            names.remove(before);
        }
        if (now != null) {
            AttributeSet own = attributeExtractor.fromResource(now);
            names.put(
                    own.containsKey(KubernetesAttributesExtractor.PLURAL) ? own : AttributeSet.merge(query, own), now);
        }
    }

    /** Gives the deleted object a new resource version. With the old one, a watch that lags behind would ignore the deletion. */
    private void deleteAtNewVersion(AttributeSet attributes) {
        long version = requestResourceVersion();
        deletions.record(version);
        map.computeIfPresent(attributes, (key, text) -> {
            ObjectNode last = JsonRequests.parse(text);
            metadata(last).put("resourceVersion", Long.toString(version));
            return last.toString();
        });
    }

    /** Deletes the objects that a deleted resource owns. A real API server does so later, in the background. */
    @Override
    public MockResponse handleDelete(String path) {
        ObjectNode existing = read(path);
        MockResponse response = super.handleDelete(path);
        if (existing != null && existing.path("kind").asText().equals("ZimbraProxy")) {
            String uid = existing.path("metadata").path("uid").asText();
            deletedUids.add(uid);
            appliedByOperator.forEach((owned, object) -> collectGarbage(owned, object, uid));
        }
        return response;
    }

    private void collectGarbage(String path, JsonNode object, String uid) {
        boolean orphan = object.path("metadata")
                .path("ownerReferences")
                .findValuesAsText("uid")
                .contains(uid);
        if (orphan && read(path) != null) {
            super.handleDelete(path);
        }
    }

    @Override
    public MockResponse handleCreate(RecordedRequest request) {
        return super.handleCreate(JsonRequests.with(request, HttpMethod.POST, request.getPath(), object -> {
            metadata(object).put("generation", 1);
            ServerDefaults.fill(object);
        }));
    }

    @Override
    public MockResponse handleUpdate(RecordedRequest request) {
        ObjectNode existing = read(request.getPath());
        return super.handleUpdate(JsonRequests.with(request, HttpMethod.PUT, request.getPath(), object -> {
            if (existing != null) {
                setGeneration(existing, object);
            }
        }));
    }

    @Override
    public synchronized MockResponse handlePatch(RecordedRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null && type.startsWith(APPLY) ? apply(request) : super.handlePatch(request);
    }

    private MockResponse apply(RecordedRequest request) {
        String path = request.getPath().replaceAll("\\?.*", "");
        ObjectNode body = JsonRequests.parse(request.getUtf8Body());
        if (path.endsWith("/status")) {
            return applyStatus(request, path, body);
        }
        ObjectNode ownFields = body.deepCopy();
        ObjectNode existing = read(path);
        if (existing != null && !request.getPath().contains("fieldManager=" + OPERATOR + "&")) {
            return applyByOtherManager(request, path, existing, body);
        }
        MockResponse response = existing == null
                ? create(request, path, body, ownFields)
                : change(request, path, existing, body, ownFields);
        appliedByOperator.put(path, ownFields);
        deletedUids.forEach(uid -> collectGarbage(path, ownFields, uid));
        return response;
    }

    /** Replaces the status. The merge of the mock would append to lists instead. */
    private MockResponse applyStatus(RecordedRequest request, String path, ObjectNode body) {
        String resource = path.substring(0, path.lastIndexOf('/'));
        ObjectNode existing = read(resource);
        if (existing == null) {
            return new MockResponse().setResponseCode(404);
        }
        if (!metadata(body).path("uid").equals(metadata(existing).path("uid"))) {
            return new MockResponse().setResponseCode(409);
        }
        UnaryOperator<String> edit = isReady(body) ? editBeforeReady.getAndSet(null) : null;
        if (edit != null) {
            existing = storeUnreported(resource, existing, JsonRequests.parse(edit.apply(existing.toString())));
        }
        existing.set("status", body.path("status"));
        return super.handleUpdate(JsonRequests.of(request, HttpMethod.PUT, path, existing));
    }

    private static boolean isReady(ObjectNode body) {
        return StreamSupport.stream(body.path("status").path("conditions").spliterator(), false)
                .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"));
    }

    /** Stores a change that watches do not report before the response to the status request arrives. */
    private ObjectNode storeUnreported(String path, ObjectNode existing, ObjectNode changed) {
        setGeneration(existing, changed);
        metadata(changed).put("resourceVersion", Long.toString(requestResourceVersion()));
        AttributeSet attributes = names.find(getKey(path)).orElseThrow().getKey();
        map.put(attributes, changed.toString());
        names.put(attributes, changed.toString());
        return changed;
    }

    /** Applies the fields of another field manager. They stay when the operator no longer applies them. */
    private MockResponse applyByOtherManager(
            RecordedRequest request, String path, ObjectNode existing, ObjectNode body) {
        otherManagers.put(path, body);
        return super.handleUpdate(JsonRequests.of(
                request, HttpMethod.PUT, path, ServerSideApply.merge(existing, null, withoutNames(body))));
    }

    private static ObjectNode withoutNames(ObjectNode body) {
        ObjectNode fields = body.deepCopy();
        List.of("apiVersion", "kind", "metadata").forEach(fields::remove);
        return fields;
    }

    private MockResponse create(RecordedRequest request, String path, ObjectNode body, ObjectNode ownFields) {
        appliedByOperator.remove(path);
        metadata(body).remove("resourceVersion");
        setManagedFields(body, ownFields);
        String collection = path.substring(0, path.lastIndexOf('/'));
        return handleCreate(JsonRequests.of(request, HttpMethod.POST, collection, body));
    }

    private MockResponse change(
            RecordedRequest request, String path, ObjectNode existing, ObjectNode body, ObjectNode ownFields) {
        ObjectNode merged = ServerSideApply.merge(existing, appliedByOperator.get(path), body);
        if (otherManagers.get(path) != null) {
            merged = ServerSideApply.merge(
                    ServerSideApply.withKept(merged, existing, otherManagers.get(path)), null, body);
        }
        ServerDefaults.fill(merged);
        setManagedFields(merged, ownFields);
        setGeneration(existing, merged);
        if (merged.equals(existing)) {
            return new MockResponse().setResponseCode(200).setBody(existing.toString());
        }
        return super.handleUpdate(JsonRequests.of(request, HttpMethod.PUT, path, merged));
    }

    private static void setManagedFields(ObjectNode object, ObjectNode ownFields) {
        ObjectNode own = ownFields.deepCopy();
        List.of("apiVersion", "kind", "status").forEach(own::remove);
        if (own.get("metadata") instanceof ObjectNode metadata) {
            List.of("name", "namespace", "resourceVersion", "uid", "creationTimestamp")
                    .forEach(metadata::remove);
        }
        ObjectNode entry = metadata(object).putArray("managedFields").addObject();
        entry.put("manager", OPERATOR)
                .put("operation", "Apply")
                .put("apiVersion", object.path("apiVersion").asText())
                .put("fieldsType", "FieldsV1")
                .set("fieldsV1", ServerSideApply.fields(own));
    }

    private static void setGeneration(ObjectNode existing, ObjectNode object) {
        long before = existing.path("metadata").path("generation").asLong(1);
        boolean same = existing.path("spec").equals(object.path("spec"));
        metadata(object).put("generation", same ? before : before + 1);
    }

    private static ObjectNode metadata(ObjectNode object) {
        return object.withObjectProperty("metadata");
    }

    /** Returns the object at a path; null if there is none. */
    private ObjectNode read(String path) {
        MockResponse response = handleGet(path.replaceAll("\\?.*", ""));
        if (response.code() != 200) {
            return null;
        }
        return JsonRequests.parse(new String(response.getBody().getBytes(), StandardCharsets.UTF_8));
    }
}
