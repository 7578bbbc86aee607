package io.zimbraproxy.operator.desired;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.Deployment;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.operator.resolve.PodConfig;
import java.util.Map;

/**
 * Input of all desired objects.
 *
 * @param config configuration for the pods
 * @param secrets files for the pods, by the name of the Secret that has them and by file name
 * @param images used when the resource has none
 */
public record DesiredContext(
        ZimbraProxy proxy, PodConfig config, Map<String, Map<String, byte[]>> secrets, Images images) {
    String name() {
        return proxy.getMetadata().getName();
    }

    String namespace() {
        return proxy.getMetadata().getNamespace();
    }

    ZimbraProxySpec spec() {
        return proxy.getSpec();
    }

    Deployment pods() {
        return spec().deployment();
    }
}
