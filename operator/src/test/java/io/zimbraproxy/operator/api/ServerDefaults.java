package io.zimbraproxy.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sets some of the default values that an API server sets. An operator that mistakes them for changes would write forever. */
final class ServerDefaults {
    private ServerDefaults() {}

    static void fill(ObjectNode object) {
        switch (object.path("kind").asText()) {
            case "Deployment", "DaemonSet", "StatefulSet" ->
                pods(object.path("spec").path("template").path("spec"));
            case "Service" -> service(object);
            case "HorizontalPodAutoscaler" -> scaler(object.path("spec").path("behavior"));
            default -> {
                // The other kinds need no defaults here.
            }
        }
    }

    private static void pods(JsonNode spec) {
        set(spec, "restartPolicy", "Always");
        set(spec, "dnsPolicy", "ClusterFirst");
        set(spec, "schedulerName", "default-scheduler");
        spec.path("containers").forEach(container -> {
            set(container, "terminationMessagePath", "/dev/termination-log");
            set(container, "terminationMessagePolicy", "File");
            for (String probe : new String[] {"startupProbe", "livenessProbe", "readinessProbe"}) {
                if (container.get(probe) instanceof ObjectNode known && !known.has("successThreshold")) {
                    known.put("successThreshold", 1);
                }
            }
        });
    }

    private static void service(ObjectNode service) {
        JsonNode spec = service.path("spec");
        set(spec, "sessionAffinity", "None");
        set(spec, "internalTrafficPolicy", "Cluster");
        set(spec, "clusterIP", "10.96.0.1");
    }

    private static void scaler(JsonNode behavior) {
        if (behavior instanceof ObjectNode section && !section.has("scaleUp")) {
            section.putObject("scaleUp").put("selectPolicy", "Max").put("stabilizationWindowSeconds", 0);
        }
    }

    private static void set(JsonNode section, String field, String value) {
        if (section instanceof ObjectNode object && !object.has(field)) {
            object.put(field, value);
        }
    }
}
