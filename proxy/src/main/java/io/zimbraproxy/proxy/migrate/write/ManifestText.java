package io.zimbraproxy.proxy.migrate.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;
import java.util.Map;

/**
 * A manifest with comments.
 *
 * @param name name of the resource
 * @param header lines at the top; empty lines separate paragraphs
 * @param comments lines above the field at a path such as {@code listeners[0].port}, below {@code spec}
 */
public record ManifestText(String name, ZimbraProxySpec spec, List<String> header, Map<String, List<String>> comments) {
    public ManifestText {
        header = List.copyOf(header);
        comments = Map.copyOf(comments);
    }

    /** Returns the YAML, which ends with a line feed. */
    public String yaml() {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", ZimbraProxy.GROUP + "/" + ZimbraProxy.VERSION);
        manifest.put("kind", ZimbraProxy.KIND);
        manifest.putObject("metadata").put("name", name);
        manifest.set("spec", (JsonNode) NonDefaultFields.of(spec));
        CommentedYaml yaml = new CommentedYaml(path -> path.startsWith("spec.")
                ? comments.getOrDefault(path.substring("spec.".length()), List.of())
                : List.of());
        return yaml.text(header, manifest);
    }
}
