package io.zimbraproxy.crds.spec;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** Says in the schema what lists are, for server-side apply; the names of the lists are the input, behind commas. */
final class ListTypes {
    private ListTypes() {}

    private static Iterable<JSONSchemaProps> lists(JSONSchemaProps section, String names) {
        return List.of(names.split(",")).stream()
                .map(section.getProperties()::get)
                .toList();
    }

    /** Lists whose entries have names of their own, and merge by them. */
    public static final class Named implements SchemaCustomizer.Customizer {
        @Override
        public JSONSchemaProps apply(JSONSchemaProps section, String names, KubernetesSerialization serialization) {
            lists(section, names).forEach(list -> {
                list.setXKubernetesListType("map");
                list.setXKubernetesListMapKeys(List.of("name"));
            });
            return section;
        }
    }

    /** Lists of locations, which are known by their path and how it is compared. */
    public static final class Located implements SchemaCustomizer.Customizer {
        @Override
        public JSONSchemaProps apply(JSONSchemaProps section, String names, KubernetesSerialization serialization) {
            lists(section, names).forEach(list -> {
                list.setXKubernetesListType("map");
                list.setXKubernetesListMapKeys(List.of("path", "match"));
            });
            return section;
        }
    }

    /** Lists in which nothing stands twice. */
    public static final class Distinct implements SchemaCustomizer.Customizer {
        @Override
        public JSONSchemaProps apply(JSONSchemaProps section, String names, KubernetesSerialization serialization) {
            lists(section, names).forEach(list -> list.setXKubernetesListType("set"));
            return section;
        }
    }
}
