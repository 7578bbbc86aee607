package io.zimbraproxy.crds.spec;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** Sets the list types of the schema, for server-side apply. The input is the names of the lists, separated by commas. */
final class ListTypes {
    private ListTypes() {}

    private static Iterable<JSONSchemaProps> lists(JSONSchemaProps section, String names) {
        return List.of(names.split(",")).stream()
                .map(section.getProperties()::get)
                .toList();
    }

    /** Lists that merge by the name of their entries. */
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

    /** Lists of locations, which merge by path and match. */
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

    /** Lists without duplicates. */
    public static final class Distinct implements SchemaCustomizer.Customizer {
        @Override
        public JSONSchemaProps apply(JSONSchemaProps section, String names, KubernetesSerialization serialization) {
            lists(section, names).forEach(list -> list.setXKubernetesListType("set"));
            return section;
        }
    }
}
