package io.zimbraproxy.operator.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rendered manifests that a user can apply.
 *
 * @param name the path in the folder k8s that they are rendered from
 * @param objects the objects in the order in which they are applied
 */
record Rendering(String name, List<JsonNode> objects) {
    private static final Map<Path, Rendering> RENDERED = new ConcurrentHashMap<>();

    /** Renders everything that this machine has the programs for. */
    static Stream<Rendering> all() {
        Stream<Rendering> kustomized =
                ExternalProgram.KUBECTL.isAvailable() ? kustomizations().map(Rendering::kustomized) : Stream.empty();
        Stream<Rendering> charted = HelmChart.isAvailable() ? chartValues().map(Rendering::charted) : Stream.empty();
        return Stream.of(Stream.of(installation()), kustomized, charted).flatMap(stream -> stream);
    }

    /** Lists the folders with a kustomization. */
    static Stream<Path> kustomizations() {
        return ProjectFiles.files(ProjectFiles.K8S).stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .map(Path::getParent);
    }

    /** Lists the files with values for the chart. */
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

    private static Rendering render(Path place, Function<Path, String> renderer) {
        return RENDERED.computeIfAbsent(
                place,
                path -> new Rendering(
                        ProjectFiles.K8S.relativize(path).toString(), ProjectFiles.objects(renderer.apply(path))));
    }

    Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    /** Returns the pod templates of all workloads, each with {@code metadata} and {@code spec}. */
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
