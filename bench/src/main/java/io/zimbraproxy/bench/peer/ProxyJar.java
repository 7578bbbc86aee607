package io.zimbraproxy.bench.peer;

import java.nio.file.Path;
import java.util.List;

/**
 * A build of our proxy that is measured.
 *
 * @param name what it is called in tables
 * @param jar its quarkus-run.jar
 * @param java the program that runs it
 * @param options of the JVM
 */
public record ProxyJar(String name, Path jar, Path java, List<String> options) {
    /** The same by another name. */
    public ProxyJar named(String other) {
        return new ProxyJar(other, jar, java, options);
    }
}
