package io.zimbraproxy.proxy.route.cache;

import io.zimbraproxy.proxy.cache.SharedCache;
import io.zimbraproxy.proxy.route.UserName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Lists the keys of each user that do not follow from the name: keys with a client's address, and keys of other names of the account. The
 * list is in the shared cache itself, so that a purge finds the keys (docs/adr/0007).
 */
final class KeyIndex {
    private static final String PREFIX = "keys:user=";

    /** The longest list of a user, in characters; bounds the list of users with many client addresses. */
    private static final int MAX_CHARS = 16 * 1024;

    private final SharedCache cache;

    KeyIndex(SharedCache cache) {
        this.cache = cache;
    }

    /** Returns the logical key of a user's list. */
    static String key(UserName user) {
        return PREFIX + user.text();
    }

    /** Adds keys to a user's list, one a line. Keys have no line ends, because names have none. */
    void add(UserName user, Collection<String> added) {
        if (added.isEmpty()) {
            return;
        }
        String index = key(user);
        cache.get(index).thenAccept(listed -> {
            List<String> known = lines(listed);
            String more = added.stream()
                    .filter(key -> !known.contains(key))
                    .map(key -> key + '\n')
                    .collect(Collectors.joining());
            boolean fits = listed.map(String::length).orElse(0) + more.length() <= MAX_CHARS;
            // Appends even an empty text, because it restarts the lifetime: the list must live as long as the keys.
            cache.append(index, fits ? more : "");
        });
    }

    /** Returns the listed keys of a user. The stage never fails. */
    CompletionStage<List<String>> of(UserName user) {
        return cache.get(key(user)).thenApply(KeyIndex::lines);
    }

    private static List<String> lines(Optional<String> listed) {
        return listed.stream()
                .flatMap(String::lines)
                .filter(key -> !key.isEmpty())
                .toList();
    }
}
