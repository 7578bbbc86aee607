package io.zimbraproxy.proxy.it.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.Map;

/**
 * A change of a manifest, in YAML. A field replaces the field of the same name, and null removes it. A list entry is merged
 * into the entry of the same name, or appended. A list that is empty or whose entries have no names replaces the whole list.
 */
public final class ManifestPatch {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final JsonNode patch;

    public ManifestPatch(String yaml) throws IOException {
        patch = YAML.readTree(yaml);
    }

    /** Returns the changed manifest. */
    public String over(String manifest) throws IOException {
        return YAML.writeValueAsString(merged(YAML.readTree(manifest), patch));
    }

    private static JsonNode merged(JsonNode base, JsonNode over) {
        if (base instanceof ObjectNode fields && over instanceof ObjectNode changes) {
            for (Map.Entry<String, JsonNode> change : changes.properties()) {
                field(fields, change.getKey(), change.getValue());
            }
            return fields;
        }
        return base instanceof ArrayNode entries && over instanceof ArrayNode more && named(more)
                ? joined(entries, more)
                : over;
    }

    private static void field(ObjectNode fields, String name, JsonNode value) {
        if (value.isNull()) {
            fields.remove(name);
        } else {
            fields.set(name, fields.has(name) ? merged(fields.get(name), value) : value);
        }
    }

    private static boolean named(ArrayNode entries) {
        return !entries.isEmpty() && entries.get(0).has("name");
    }

    private static ArrayNode joined(ArrayNode entries, ArrayNode more) {
        for (JsonNode entry : more) {
            int same = 0;
            while (same < entries.size() && !entries.get(same).path("name").equals(entry.path("name"))) {
                same++;
            }
            if (same < entries.size()) {
                entries.set(same, merged(entries.get(same), entry));
            } else {
                entries.add(entry);
            }
        }
        return entries;
    }
}
