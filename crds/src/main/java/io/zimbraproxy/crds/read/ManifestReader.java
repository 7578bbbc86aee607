package io.zimbraproxy.crds.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.crds.validate.SpecValidator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one {@code ZimbraProxy} manifest in YAML or JSON. It reports all unknown fields, wrong types and missing values, each with
 * its path, and ignores {@code status}.
 */
public final class ManifestReader {
    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private static final Set<String> TOP = Set.of("apiVersion", "kind", "metadata", "spec", "status");
    private static final String API_VERSION = ZimbraProxy.GROUP + "/" + ZimbraProxy.VERSION;

    private ManifestReader() {}

    /** Reads a manifest file. */
    public static ManifestResult read(Path file) {
        try {
            return read(file.toString(), bytes(file));
        } catch (NoSuchFileException missing) {
            return ManifestResult.refused(
                    new Problem(file.toString(), "the file does not exist", null, "check the path"));
        } catch (IOException unreadable) {
            return ManifestResult.refused(new Problem(
                    file.toString(),
                    "cannot be read",
                    Files.isDirectory(file)
                            ? "a directory"
                            : unreadable.getClass().getSimpleName(),
                    "name a file that the user of this process may read"));
        }
    }

    /** Reads at most one byte more than the limit, because the file may be an endless pipe. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(YamlText.MAX_BYTES + 1);
        }
    }

    /** Reads a manifest from bytes; {@code name} is the path in problems of the whole file. */
    public static ManifestResult read(String name, byte[] bytes) {
        List<Problem> problems = new ArrayList<>();
        Optional<JsonNode> document = YamlText.parse(name, bytes, problems);
        if (document.isEmpty()) {
            return ManifestResult.refused(problems);
        }
        JsonNode manifest = document.get();
        if (!manifest.isObject()) {
            return ManifestResult.refused(new Problem(
                    name, "is not a manifest", ScalarShape.seen(manifest), "begin with apiVersion: " + API_VERSION));
        }
        if (!manifest.path("kind").asText(ZimbraProxy.KIND).equals(ZimbraProxy.KIND)) {
            // Another kind of resource: problems of its fields would not help.
            expect(manifest, "kind", ZimbraProxy.KIND, problems);
            return ManifestResult.refused(problems);
        }
        checkTop(manifest, problems);
        ObjectMeta metadata = Metadata.read(manifest.path("metadata"), problems);
        JsonNode spec = manifest.path("spec");
        if (spec.isMissingNode() || spec.isNull()) {
            problems.add(new Problem("spec", "is missing", null, "add it with hostname and listeners"));
            return ManifestResult.refused(problems);
        }
        JsonNode fitting = new RecordShape(problems).fit("spec", spec, ZimbraProxySpec.class);
        return bind(metadata, fitting, problems);
    }

    private static ManifestResult bind(ObjectMeta metadata, JsonNode fitting, List<Problem> problems) {
        ZimbraProxySpec spec;
        try {
            spec = MAPPER.treeToValue(fitting, ZimbraProxySpec.class);
        } catch (JsonProcessingException mismatch) {
            problems.add(new Problem("spec", "cannot be read", mismatch.getOriginalMessage(), "correct the value"));
            return ManifestResult.refused(problems);
        }
        if (!problems.isEmpty()) {
            return ManifestResult.refused(problems).and(SpecValidator.validate(spec));
        }
        ZimbraProxy resource = new ZimbraProxy();
        resource.setMetadata(metadata);
        resource.setSpec(spec);
        return ManifestResult.of(resource);
    }

    private static void checkTop(JsonNode manifest, List<Problem> problems) {
        manifest.fieldNames().forEachRemaining(field -> {
            if (!TOP.contains(field)) {
                problems.add(new Problem(field, "is not a field of a manifest", null, Nearest.advice(field, TOP)));
            }
        });
        expect(manifest, "apiVersion", API_VERSION, problems);
        expect(manifest, "kind", ZimbraProxy.KIND, problems);
    }

    private static void expect(JsonNode manifest, String field, String wanted, List<Problem> problems) {
        JsonNode value = manifest.path(field);
        if (value.isMissingNode()) {
            problems.add(new Problem(field, "is missing", null, "write " + field + ": " + wanted));
        } else if (!value.asText().equals(wanted)) {
            String seen = value.isTextual() ? value.asText() : ScalarShape.seen(value);
            problems.add(new Problem(field, "is not " + wanted, seen, "write " + field + ": " + wanted));
        }
    }
}
