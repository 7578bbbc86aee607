package io.zimbraproxy.proxy.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * A cache that several proxies share. It holds short texts under logical keys. Safe for all threads; never blocks. A failure is a
 * miss for the caller; the implementation logs it.
 */
public interface SharedCache extends AutoCloseable {
    /** Returns the text under a key. The stage never fails, and completes within a bounded time. */
    CompletionStage<Optional<String>> get(String key);

    /** Stores a text if the key has none. An existing entry keeps its text and its lifetime. */
    void add(String key, String value);

    /** Appends to the text under a key, or stores it if there is none. The lifetime restarts. */
    void append(String key, String text);

    /**
     * Adds one to the number under a key. If there is none, the number starts at one and expires after {@code window}.
     *
     * @return the new number; empty if it is unknown. The stage never fails
     */
    CompletionStage<Optional<Long>> increment(String key, Duration window);

    /** Stores a text, or replaces the one under the key. It expires after {@code lifetime}. */
    void put(String key, String value, Duration lifetime);

    /**
     * Writes the number of one member; the key holds those of all members. All of them expire a week after the last change.
     *
     * @param number read at the moment of the write, so that the last write has the latest number; 0 removes the member
     * @return the numbers of all members; no members if they are unknown. The stage never fails
     */
    CompletionStage<Map<String, Long>> updateCount(String key, String member, LongSupplier number);

    /** Deletes the entry of a key. */
    void delete(String key);

    /**
     * Deletes the entries of these keys on every server, not only on the key's own one.
     *
     * @return the names of the servers that failed. The stage never fails
     */
    CompletionStage<List<String>> deleteEverywhere(List<String> keys);

    /**
     * Stores a text, or replaces the one under the key, on every server.
     *
     * @return the names of the servers that failed. The stage never fails
     */
    CompletionStage<List<String>> putEverywhere(String key, String value);

    /** Returns the number of servers whose last request failed. */
    int failed();

    @Override
    void close();
}
