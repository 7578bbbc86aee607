package io.zimbraproxy.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.GoDuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The definition of the resource for the API server: as checked in, and as the records would have it. */
final class CrdFile {
    static final Path CHECKED_IN = Path.of("src/main/crd/zimbraproxies.zimbraproxy.io-v1.yml");

    static final String REFRESH = "./mvnw -pl crds test -Dcrd.update=true";

    private static final String HEADER = "# Generated from the records in crds. To refresh it: " + REFRESH + "\n";
    private static final ObjectMapper YAML = new YAMLMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

    static {
        if (Boolean.getBoolean("crd.update")) {
            update();
        }
    }

    private CrdFile() {}

    private static void update() {
        try {
            String generated = generate(Files.createTempDirectory("crd"));
            Files.createDirectories(CHECKED_IN.getParent());
            Files.writeString(CHECKED_IN, generated);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The text that the records give. */
    static String generate(Path folder) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
        // Defaults are read by type, without the annotations of the component; of modules the last one counts.
        mapper.registerModule(GoDuration.jacksonModule());
        new CRDGenerator()
                .withObjectMapper(mapper, serialization)
                .customResourceClasses(ZimbraProxy.class)
                .forCRDVersions("v1")
                .inOutputDir(folder.toFile())
                .detailedGenerate();
        String text = Files.readString(folder.resolve(CHECKED_IN.getFileName()));
        ObjectNode crd = (ObjectNode) YAML.readTree(text);
        orderColumns((ObjectNode) crd.at("/spec/versions/0"));
        return HEADER + YAML.writeValueAsString(crd);
    }

    /** As annotated; the generator sorts them by their paths. */
    private static void orderColumns(ObjectNode version) {
        List<String> order = Arrays.stream(ZimbraProxy.class.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        List<JsonNode> columns = new ArrayList<>();
        version.path("additionalPrinterColumns").forEach(columns::add);
        columns.sort(
                Comparator.comparing(column -> order.indexOf(column.path("name").asText())));
        version.putArray("additionalPrinterColumns").addAll(columns);
    }

    /** The schema in the file that is checked in. */
    static JsonNode schema() {
        try {
            JsonNode crd = YAML.readTree(Files.readString(CHECKED_IN));
            return crd.at("/spec/versions/0/schema/openAPIV3Schema");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
