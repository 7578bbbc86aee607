package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.zimbraproxy.crds.ZimbraProxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Labels of objects, and their metadata with name and owner. */
public final class Labels {
    /** Label of every object that the operator creates. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    public static final String OPERATOR = "zimbra-proxy-operator";

    /** Label with the name of the resource. */
    public static final String INSTANCE = "app.kubernetes.io/instance";

    static final String NAME = "app.kubernetes.io/name";
    static final String COMPONENT = "app.kubernetes.io/component";
    static final String PRODUCT = "zimbra-proxy";

    private static final String PROXY = "proxy";

    private Labels() {}

    /** Returns the labels that select the proxy pods. */
    static Map<String, String> ofPods(DesiredContext context) {
        return selector(context.proxy());
    }

    /** Returns the labels that select the proxy pods. */
    public static Map<String, String> selector(ZimbraProxy proxy) {
        return selector(proxy, PROXY);
    }

    /** Formats this selector for {@code kubectl} and for the scale subresource. */
    public static String selectorText(ZimbraProxy proxy) {
        return selector(proxy).entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    static Map<String, String> ofCache(DesiredContext context) {
        return selector(context.proxy(), "cache");
    }

    private static Map<String, String> selector(ZimbraProxy proxy, String component) {
        return new TreeMap<>(Map.of(NAME, PRODUCT, INSTANCE, proxy.getMetadata().getName(), COMPONENT, component));
    }

    /** Adds the label that marks objects of the operator. */
    static Map<String, String> managed(Map<String, String> selector) {
        Map<String, String> labels = new TreeMap<>(selector);
        labels.put(MANAGED_BY, OPERATOR);
        return labels;
    }

    /** Returns the metadata of an object for the proxies, named after the resource with a suffix. */
    static ObjectMeta of(DesiredContext context, String suffix) {
        return of(context, context.name() + suffix, ofPods(context));
    }

    /** Returns the metadata of an object with this name. */
    static ObjectMeta of(DesiredContext context, String name, Map<String, String> selector) {
        ZimbraProxy proxy = context.proxy();
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(context.namespace())
                .withLabels(managed(selector))
                .addNewOwnerReference()
                .withApiVersion(proxy.getApiVersion())
                .withKind(proxy.getKind())
                .withName(context.name())
                .withUid(proxy.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .build();
    }
}
