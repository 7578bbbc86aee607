package io.zimbraproxy.proxy.route.cache;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A cache shared with other proxies: short texts under logical keys. Safe for all threads; never blocks and never fails: what
 * goes wrong there is a miss, and somebody else's news.
 */
public interface SharedCache extends AutoCloseable {
    /** The text under a key. The stage never fails, and is complete within a bounded time. */
    CompletionStage<Optional<String>> get(String key);

    /** Puts a text under a key that holds none; one that is there stays, its time too. */
    void add(String key, String value);

    /** Drops what is under a key. */
    void delete(String key);

    @Override
    void close();
}
