package io.zimbraproxy.crds.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.Names;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.validate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads one {@code ZimbraProxy} manifest, YAML or JSON, and takes nothing on trust: unknown fields, wrong types and missing
 * values are all reported at once, with their paths. The rules beyond the schema are not checked here.
 */
public final class ManifestReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> TOP = Set.of("apiVersion", "kind", "metadata", "spec", "status");
    private static final String API_VERSION = ZimbraProxy.GROUP + "/" + ZimbraProxy.VERSION;

    private ManifestReader() {}

    /** Reads a file. */
    public static ManifestResult read(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > YamlText.MAX_BYTES) {
                return ManifestResult.refused(YamlText.tooLarge(file.toString()));
            }
            return read(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException missing) {
            return ManifestResult.refused(
                    new Problem(file.toString(), "there is no such file", null, "check the path"));
        } catch (IOException unreadable) {
            return ManifestResult.refused(new Problem(
                    file.toString(),
                    "cannot be read",
                    Files.isDirectory(file) ? "a folder" : unreadable.getClass().getSimpleName(),
                    "name a file that the user of this process may read"));
        }
    }

    /** Reads a manifest's bytes; {@code name} stands for the whole of it in problems. */
    public static ManifestResult read(String name, byte[] bytes) {
        List<Problem> problems = new ArrayList<>();
        JsonNode manifest = YamlText.parse(name, bytes, problems);
        if (manifest == null) {
            return ManifestResult.refused(problems);
        }
        if (!manifest.isObject()) {
            return ManifestResult.refused(new Problem(
                    name,
                    "is not a manifest",
                    manifest.getNodeType().toString().toLowerCase(Locale.ROOT),
                    "begin with apiVersion: " + API_VERSION));
        }
        checkTop(manifest, problems);
        ObjectMeta metadata = metadata(manifest, problems);
        JsonNode spec = manifest.path("spec");
        if (!spec.isObject()) {
            problems.add(new Problem("spec", "is missing", null, "add it; see the sample manifests"));
        } else {
            new RecordShape(problems).check("spec", spec, ZimbraProxySpec.class);
        }
        if (!problems.isEmpty()) {
            return ManifestResult.refused(problems);
        }
        try {
            ZimbraProxy resource = new ZimbraProxy();
            resource.setMetadata(metadata);
            resource.setSpec(MAPPER.treeToValue(spec, ZimbraProxySpec.class));
            return ManifestResult.of(resource);
        } catch (JsonProcessingException mismatch) {
            return ManifestResult.refused(new Problem(
                    "spec",
                    "cannot be read: " + mismatch.getOriginalMessage(),
                    null,
                    "check it against the reference"));
        }
    }

    private static void checkTop(JsonNode manifest, List<Problem> problems) {
        Iterator<String> fields = manifest.fieldNames();
        while (fields.hasNext()) {
            String field = fields.next();
            if (!TOP.contains(field)) {
                problems.add(new Problem(field, "is not a field of a manifest", null, Nearest.advice(field, TOP)));
            }
        }
        expect(manifest, "apiVersion", API_VERSION, problems);
        expect(manifest, "kind", ZimbraProxy.KIND, problems);
    }

    private static void expect(JsonNode manifest, String field, String wanted, List<Problem> problems) {
        JsonNode value = manifest.path(field);
        if (!value.asText().equals(wanted)) {
            problems.add(new Problem(
                    field,
                    "is not " + wanted,
                    value.isMissingNode() ? "nothing" : value.asText(),
                    "write " + field + ": " + wanted));
        }
    }

    private static ObjectMeta metadata(JsonNode manifest, List<Problem> problems) {
        JsonNode metadata = manifest.path("metadata");
        JsonNode name = metadata.path("name");
        if (!name.isTextual() || name.asText().length() > 253 || !name.asText().matches(Names.LABEL)) {
            problems.add(new Problem(
                    "metadata.name",
                    name.isMissingNode() ? "is missing" : "is not a valid name",
                    name.isMissingNode() ? null : name.toString(),
                    "use lower-case letters, digits, hyphens and dots"));
            return null;
        }
        try {
            return MAPPER.treeToValue(metadata, ObjectMeta.class);
        } catch (JsonProcessingException mismatch) {
            problems.add(new Problem(
                    "metadata",
                    "is not metadata of a Kubernetes object",
                    null,
                    "see the documentation of Kubernetes: " + mismatch.getOriginalMessage()));
            return null;
        }
    }
}
