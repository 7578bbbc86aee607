package io.zimbraproxy.operator.desired;

import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.Deployment;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.operator.resolve.PodConfig;
import java.util.Map;

/**
 * Everything that objects are made of.
 *
 * @param config what the pods run
 * @param secrets the Secrets for the pods by name: their files and contents
 * @param memcachedImage for caches whose resource names none
 * @param proxyImage the same for proxies
 */
public record DesiredContext(
        ZimbraProxy proxy,
        PodConfig config,
        Map<String, Map<String, byte[]>> secrets,
        String proxyImage,
        String memcachedImage) {
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
