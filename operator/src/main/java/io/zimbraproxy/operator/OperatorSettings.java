package io.zimbraproxy.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the operator. Each has an environment variable, for example {@code ZIMBRA_PROXY_IMAGE}. */
@ConfigMapping(prefix = "zimbra-proxy")
public interface OperatorSettings {
    /** Image of the proxy, used when a resource has none. */
    String image();

    /** Image of memcached, used when a managed cache has none. */
    @WithDefault("memcached:1.6-alpine")
    String memcachedImage();

    /** Interval between reconciles while a resource is not settled, for example because some pods run an older configuration. */
    @WithDefault("5s")
    Duration pollInterval();

    /** Interval between reconciles of a settled resource. */
    @WithDefault("5m")
    Duration settledInterval();

    /** Management port of the pods. */
    @WithDefault("9000")
    int podPort();

    /** Timeout of a request to a pod. */
    @WithDefault("3s")
    Duration podPatience();

    /** Certificates that expire within this time get a warning. */
    @WithDefault("14d")
    Duration certificateWarning();
}
