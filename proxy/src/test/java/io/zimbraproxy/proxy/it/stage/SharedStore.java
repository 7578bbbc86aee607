package io.zimbraproxy.proxy.it.stage;

import java.util.Optional;

/** Where the proxies of a test keep their routes together; or nowhere, for each its own. */
public interface SharedStore extends AutoCloseable {
    /** For {@code routeCache} in the manifest, in YAML's flow style. */
    String settings();

    /** Whether proxies share what is in it. */
    default boolean shared() {
        return true;
    }

    /** What it holds under a logical key. */
    Optional<String> value(String key) throws Exception;

    /** Forgets everything. */
    void flush() throws Exception;

    /** Ends all of its servers. */
    void stop() throws Exception;

    /** Starts them again, empty. */
    void run() throws Exception;

    /** Its servers answer no more, with all connections open. */
    void freeze() throws Exception;

    /** They answer again. */
    void thaw() throws Exception;

    @Override
    void close();
}
