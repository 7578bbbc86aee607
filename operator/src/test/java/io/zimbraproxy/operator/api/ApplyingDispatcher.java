package io.zimbraproxy.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesAttributesExtractor;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/**
 * The mock server with what it lacks: server-side apply with managed fields, generations, defaults, writes that change nothing, and
 * the end of what belongs to something that is deleted. Everything goes through {@link RbacRules} first.
 */
final class ApplyingDispatcher extends KubernetesCrudDispatcher {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final String OPERATOR = "zimbra-proxy-operator";
    private static final String APPLY = "application/apply-patch";

    private final RbacRules rules;
    private final Map<String, JsonNode> applied = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> others = new ConcurrentHashMap<>();
    private final NameIndex names = new NameIndex();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final AtomicReference<UnaryOperator<String>> faster = new AtomicReference<>();
    private final Deletions deletions = new Deletions();

    ApplyingDispatcher(RbacRules rules, CustomResourceDefinitionContext... kinds) {
        super(List.of(kinds));
        this.rules = rules;
    }

    /** Changes a resource like this, once, between the sending of the status that it is ready and its writing. */
    void beforeReady(UnaryOperator<String> edit) {
        faster.set(edit);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        return rules.rights(request)
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

    /** With the old version, a deletion says nothing new to who has yet to hear the answer to the object's creation. */
    private void deleteAtNewVersion(AttributeSet attributes) {
        long version = requestResourceVersion();
        deletions.at(version);
        map.computeIfPresent(attributes, (key, text) -> {
            ObjectNode last = parse(text);
            metadata(last).put("resourceVersion", Long.toString(version));
            return last.toString();
        });
    }

    /** What belongs to something that is deleted goes with it, in its own time; here at once. */
    @Override
    public MockResponse handleDelete(String path) {
        ObjectNode existing = read(path);
        MockResponse answer = super.handleDelete(path);
        if (existing != null && existing.path("kind").asText().equals("ZimbraProxy")) {
            String uid = existing.path("metadata").path("uid").asText();
            gone.add(uid);
            applied.forEach((owned, object) -> collect(owned, object, uid));
        }
        return answer;
    }

    private void collect(String path, JsonNode object, String uid) {
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
        return super.handleCreate(with(request, HttpMethod.POST, request.getPath(), object -> {
            metadata(object).put("generation", 1);
            ServerDefaults.fill(object);
        }));
    }

    @Override
    public MockResponse handleUpdate(RecordedRequest request) {
        ObjectNode existing = read(request.getPath());
        return super.handleUpdate(with(request, HttpMethod.PUT, request.getPath(), object -> {
            if (existing != null) {
                generation(existing, object);
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
        ObjectNode body = parse(request.getUtf8Body());
        if (path.endsWith("/status")) {
            return status(request, path, body);
        }
        ObjectNode mine = body.deepCopy();
        ObjectNode existing = read(path);
        if (existing != null && !request.getPath().contains("fieldManager=" + OPERATOR + "&")) {
            return other(request, path, existing, body);
        }
        MockResponse answer =
                existing == null ? create(request, path, body, mine) : change(request, path, existing, body, mine);
        applied.put(path, mine);
        gone.forEach(uid -> collect(path, mine, uid));
        return answer;
    }

    /** The mock's merge adds to lists; a status that one manager applies takes the place of the one before. */
    private MockResponse status(RecordedRequest request, String path, ObjectNode body) {
        String resource = path.substring(0, path.lastIndexOf('/'));
        ObjectNode existing = read(resource);
        if (existing == null) {
            return new MockResponse().setResponseCode(404);
        }
        if (!metadata(body).path("uid").equals(metadata(existing).path("uid"))) {
            return new MockResponse().setResponseCode(409);
        }
        UnaryOperator<String> edit = ready(body) ? faster.getAndSet(null) : null;
        if (edit != null) {
            existing = unheard(resource, existing, parse(edit.apply(existing.toString())));
        }
        existing.set("status", body.path("status"));
        return super.handleUpdate(of(request, HttpMethod.PUT, path, existing));
    }

    private static boolean ready(ObjectNode body) {
        return StreamSupport.stream(body.path("status").path("conditions").spliterator(), false)
                .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"));
    }

    /** The watches have not told it when the answer to the status is there; later on it is older than what is known. */
    private ObjectNode unheard(String path, ObjectNode existing, ObjectNode changed) {
        generation(existing, changed);
        metadata(changed).put("resourceVersion", Long.toString(requestResourceVersion()));
        AttributeSet attributes = names.find(getKey(path)).orElseThrow().getKey();
        map.put(attributes, changed.toString());
        names.put(attributes, changed.toString());
        return changed;
    }

    /** Another manager's fields: they come, and outlive the operator's giving them up. */
    private MockResponse other(RecordedRequest request, String path, ObjectNode existing, ObjectNode body) {
        others.put(path, body);
        return super.handleUpdate(
                of(request, HttpMethod.PUT, path, ServerSideApply.merge(existing, null, withoutNames(body))));
    }

    private static ObjectNode withoutNames(ObjectNode body) {
        ObjectNode fields = body.deepCopy();
        List.of("apiVersion", "kind", "metadata").forEach(fields::remove);
        return fields;
    }

    private MockResponse create(RecordedRequest request, String path, ObjectNode body, ObjectNode mine) {
        applied.remove(path);
        metadata(body).remove("resourceVersion");
        managed(body, mine);
        String collection = path.substring(0, path.lastIndexOf('/'));
        return handleCreate(of(request, HttpMethod.POST, collection, body));
    }

    private MockResponse change(
            RecordedRequest request, String path, ObjectNode existing, ObjectNode body, ObjectNode mine) {
        ObjectNode merged = ServerSideApply.merge(existing, applied.get(path), body);
        if (others.get(path) != null) {
            merged = ServerSideApply.merge(ServerSideApply.withKept(merged, existing, others.get(path)), null, body);
        }
        ServerDefaults.fill(merged);
        managed(merged, mine);
        generation(existing, merged);
        if (merged.equals(existing)) {
            return new MockResponse().setResponseCode(200).setBody(existing.toString());
        }
        return super.handleUpdate(of(request, HttpMethod.PUT, path, merged));
    }

    private static void managed(ObjectNode object, ObjectNode mine) {
        ObjectNode own = mine.deepCopy();
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

    private static void generation(ObjectNode existing, ObjectNode object) {
        long before = existing.path("metadata").path("generation").asLong(1);
        boolean same = existing.path("spec").equals(object.path("spec"));
        metadata(object).put("generation", same ? before : before + 1);
    }

    private static ObjectNode metadata(ObjectNode object) {
        return object.withObjectProperty("metadata");
    }

    /** What is at a path; null when nothing is. */
    private ObjectNode read(String path) {
        MockResponse answer = handleGet(path.replaceAll("\\?.*", ""));
        if (answer.code() != 200) {
            return null;
        }
        return parse(new String(answer.getBody().getBytes(), StandardCharsets.UTF_8));
    }

    private static RecordedRequest with(
            RecordedRequest request, HttpMethod method, String path, Consumer<ObjectNode> change) {
        ObjectNode object = parse(request.getUtf8Body());
        change.accept(object);
        return of(request, method, path, object);
    }

    private static RecordedRequest of(RecordedRequest request, HttpMethod method, String path, ObjectNode object) {
        return new RecordedRequest(
                request.getHttpVersion(),
                method,
                path,
                request.getHeaders(),
                new Buffer(object.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException garbage) {
            throw new IllegalArgumentException(garbage);
        }
    }
}
