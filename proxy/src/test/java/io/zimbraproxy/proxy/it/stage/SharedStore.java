package io.zimbraproxy.proxy.it.stage;

import java.util.Optional;

/** The shared cache of the proxies of a test, for routes and counters. An implementation may share nothing. */
public interface SharedStore extends AutoCloseable {
    /** The settings for {@code routeCache} in the manifest, in YAML's flow style. */
    String settings();

    /** Whether the proxies share the entries. */
    default boolean shared() {
        return true;
    }

    /** Returns the value of a logical key. */
    Optional<String> value(String key) throws Exception;

    /** Removes all entries. */
    void flush() throws Exception;

    /** Stops all cache servers. */
    void stop() throws Exception;

    /** Starts the cache servers again, without entries. */
    void run() throws Exception;

    /** Suspends the cache servers. Their connections stay open. */
    void freeze() throws Exception;

    /** Resumes the cache servers. */
    void thaw() throws Exception;

    @Override
    void close();
}
