package io.zimbraproxy.proxy.route.cache;

import io.zimbraproxy.proxy.cache.SharedCache;
import io.zimbraproxy.proxy.route.UserName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Which keys of a user cannot be told from the name: those with a client's address and those of other names of the account.
 * They are noted in the shared cache itself when they are added, so that a purge finds them (docs/adr/0007).
 */
final class KeyIndex {
    private static final String PREFIX = "keys:user=";

    /** A user who comes from everywhere has no more keys noted than this, in characters. */
    private static final int MAX_CHARS = 16 * 1024;

    private final SharedCache cache;

    KeyIndex(SharedCache cache) {
        this.cache = cache;
    }

    /** The key of a user's notes. */
    static String key(UserName user) {
        return PREFIX + user.text();
    }

    /** Notes keys that were added just now. Names hold no line ends, so keys do not. */
    void note(UserName user, Collection<String> added) {
        if (added.isEmpty()) {
            return;
        }
        String index = key(user);
        cache.get(index).thenAccept(noted -> {
            List<String> known = lines(noted);
            String more = added.stream()
                    .filter(key -> !known.contains(key))
                    .map(key -> key + '\n')
                    .collect(Collectors.joining());
            boolean room = noted.map(String::length).orElse(0) + more.length() <= MAX_CHARS;
            // Even when there is nothing new: the notes must live as long as the keys.
            cache.append(index, room ? more : "");
        });
    }

    /** The keys noted for a user. The stage never fails. */
    CompletionStage<List<String>> of(UserName user) {
        return cache.get(key(user)).thenApply(KeyIndex::lines);
    }

    private static List<String> lines(Optional<String> noted) {
        return noted.stream()
                .flatMap(String::lines)
                .filter(key -> !key.isEmpty())
                .toList();
    }
}
