package io.zimbraproxy.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the operator is told by its environment, as {@code ZIMBRA_PROXY_IMAGE} and so on. */
@ConfigMapping(prefix = "zimbra-proxy")
public interface OperatorSettings {
    /** Image of proxies whose resource names none. */
    String image();

    /** Image of memcached for caches that the operator runs. */
    @WithDefault("memcached:1.6-alpine")
    String memcachedImage();

    /** How often pods are asked what they run while not all of them run what they should. */
    @WithDefault("5s")
    Duration pollInterval();

    /** How often they are asked when they do. */
    @WithDefault("5m")
    Duration settledInterval();

    /** Management port of pods. */
    @WithDefault("9000")
    int podPort();

    /** How long a pod is waited for. */
    @WithDefault("3s")
    Duration podPatience();

    /** How long before its end a certificate is called out. */
    @WithDefault("14d")
    Duration certificateWarning();
}
