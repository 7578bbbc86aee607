package io.zimbraproxy.operator.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What somebody would apply.
 *
 * @param name a path in the folder k8s
 * @param objects in the order in which they are applied
 */
record Rendering(String name, List<JsonNode> objects) {
    private static final Map<Path, Rendering> RENDERED = new ConcurrentHashMap<>();

    /** Everything that this machine can render. */
    static Stream<Rendering> all() {
        Stream<Rendering> kustomized =
                ExternalProgram.KUBECTL.isThere() ? kustomizations().map(Rendering::kustomized) : Stream.empty();
        Stream<Rendering> charted = HelmChart.canBeRendered() ? chartValues().map(Rendering::charted) : Stream.empty();
        return Stream.of(Stream.of(installation()), kustomized, charted).flatMap(stream -> stream);
    }

    /** Folders with a kustomization. */
    static Stream<Path> kustomizations() {
        return ProjectFiles.files(ProjectFiles.K8S).stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .map(Path::getParent);
    }

    /** Files with values for the chart. */
    static Stream<Path> chartValues() {
        return ProjectFiles.files(ProjectFiles.CHART.resolve("ci")).stream();
    }

    static Rendering installation() {
        return render(ProjectFiles.K8S.resolve("install.yaml"), file -> ProjectFiles.text(file));
    }

    static Rendering kustomized(Path folder) {
        return render(folder, place -> ExternalProgram.KUBECTL.run(place, "kustomize", "."));
    }

    static Rendering charted(Path values) {
        return render(values, HelmChart::render);
    }

    private static Rendering render(Path place, Function<Path, String> how) {
        return RENDERED.computeIfAbsent(
                place, path -> new Rendering(ProjectFiles.K8S.relativize(path).toString(), ProjectFiles.objects(how.apply(path))));
    }

    Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    /** Every pod that comes of it, as {@code metadata} and {@code spec}. */
    Stream<JsonNode> podTemplates() {
        return objects.stream().map(object -> object.at("/spec/template")).filter(JsonNode::isObject);
    }

    static String id(JsonNode object) {
        return String.join(
                " ",
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                object.at("/metadata/namespace").asText(),
                object.at("/metadata/name").asText());
    }

    @Override
    public String toString() {
        return name;
    }
}
