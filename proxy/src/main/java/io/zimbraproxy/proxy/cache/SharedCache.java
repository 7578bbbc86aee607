package io.zimbraproxy.proxy.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * A cache shared with other proxies: short texts under logical keys. Safe for all threads; never blocks and never fails: what
 * goes wrong there is a miss, and somebody else's news.
 */
public interface SharedCache extends AutoCloseable {
    /** The text under a key. The stage never fails, and is complete within a bounded time. */
    CompletionStage<Optional<String>> get(String key);

    /** Puts a text under a key that holds none; one that is there stays, its time too. */
    void add(String key, String value);

    /** Adds a text to the one under a key, which may be none, and lets it live as long as one added now. */
    void append(String key, String text);

    /**
     * Adds one to the number under a key; the first one begins a window of time after which it is gone. The stage never
     * fails, and is empty when the number is not known.
     */
    CompletionStage<Optional<Long>> increment(String key, Duration window);

    /** Puts a text under a key, whatever is there, for so long. */
    void put(String key, String value, Duration life);

    /**
     * Writes a member's number beside those of the others under a key; all of it is gone a week after the last change.
     *
     * @param number asked for when it is written, so that the last writer is right; 0 takes the member off
     * @return the numbers of all members. The stage never fails, and has none when they are not known
     */
    CompletionStage<Map<String, Long>> tally(String key, String member, LongSupplier number);

    /** Drops what is under a key. */
    void delete(String key);

    /**
     * Drops what is under these keys on every server, whichever is in charge. The stage never fails; it has the servers that
     * did not do it.
     */
    CompletionStage<List<String>> deleteEverywhere(List<String> keys);

    /** Puts a text under a key on every server, whatever is there. The stage never fails, and has those that did not do it. */
    CompletionStage<List<String>> putEverywhere(String key, String value);

    /** How many of its servers did not answer when they were asked last. */
    int failed();

    @Override
    void close();
}
