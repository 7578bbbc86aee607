package io.zimbraproxy.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
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

/** The CRD: the file in the repository, and its generator. */
final class CrdFile {
    static final Path CHECKED_IN = Path.of("src/main/crd/zimbraproxies.zimbraproxy.io-v1.yml");

    static final String REFRESH = "./mvnw -pl crds test -Dcrd.update=true";

    private static final String HEADER = "# Generated from the records in crds. Refresh with: " + REFRESH + "\n";
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

    /** Generates the CRD from the records. */
    static String generate(Path folder) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
        // The generator reads defaults by type, without the annotations of the component; the last module wins.
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
        writeIntegers(crd);
        return HEADER + YAML.writeValueAsString(crd);
    }

    /** Restores the order of the annotations; the generator sorts columns by path. */
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

    /** Replaces bounds such as 1.0E7, which the generator writes as floating-point numbers, by integers. */
    private static void writeIntegers(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isDouble() && field.getValue().canConvertToExactIntegral()) {
                    field.setValue(LongNode.valueOf(field.getValue().longValue()));
                }
            });
        }
        node.forEach(CrdFile::writeIntegers);
    }

    /** Returns the schema of the file in the repository. */
    static JsonNode schema() {
        try {
            JsonNode crd = YAML.readTree(Files.readString(CHECKED_IN));
            return crd.at("/spec/versions/0/schema/openAPIV3Schema");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
