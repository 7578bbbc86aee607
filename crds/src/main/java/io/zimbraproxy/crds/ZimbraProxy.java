package io.zimbraproxy.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.status.ZimbraProxyStatus;
import java.util.List;

/** The Kubernetes resource: configuration and observed state of a proxy. The configuration file of a proxy is a manifest of this resource. */
@Group(ZimbraProxy.GROUP)
@Version(ZimbraProxy.VERSION)
@Kind(ZimbraProxy.KIND)
@Plural("zimbraproxies")
@Singular("zimbraproxy")
@ShortNames("zp")
@Categories({"zimbra", "mail"})
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type=='Ready')].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Host", jsonPath = ".spec.hostname", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Listeners", jsonPath = ".status.ports", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Pods", jsonPath = ".status.pods", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Generation",
        jsonPath = ".status.observedGeneration",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Address",
        jsonPath = ".status.addresses[0]",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Certificate expires",
        jsonPath = ".status.certificates[0].notAfter",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@SchemaCustomizer(ZimbraProxy.SpecRequired.class)
public class ZimbraProxy extends CustomResource<ZimbraProxySpec, ZimbraProxyStatus> implements Namespaced {
    public static final String GROUP = "zimbraproxy.io";
    public static final String VERSION = "v1alpha1";
    public static final String KIND = "ZimbraProxy";

    private static final long serialVersionUID = 1L;

    /** Requires {@code spec} in the schema. */
    public static final class SpecRequired implements SchemaCustomizer.Customizer {
        @Override
        public JSONSchemaProps apply(JSONSchemaProps schema, String input, KubernetesSerialization serialization) {
            schema.setRequired(List.of("spec"));
            return schema;
        }
    }
}
