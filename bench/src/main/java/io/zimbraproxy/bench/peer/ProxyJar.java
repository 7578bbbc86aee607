package io.zimbraproxy.bench.peer;

import java.nio.file.Path;
import java.util.List;

/**
 * A build of the Zimbra Proxy.
 *
 * @param name name in tables
 * @param jar its quarkus-run.jar
 * @param java the java program that runs it
 * @param options JVM options
 */
public record ProxyJar(String name, Path jar, Path java, List<String> options) {
    public ProxyJar withName(String other) {
        return new ProxyJar(other, jar, java, options);
    }
}
