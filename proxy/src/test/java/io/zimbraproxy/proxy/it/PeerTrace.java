package io.zimbraproxy.proxy.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the peers of the proxy were told in one case, each in its order; how it was cut into packets is not kept. */
final class PeerTrace {
    private final Map<String, List<String>> questions = new TreeMap<>();

    synchronized void add(String peer, String question) {
        questions.computeIfAbsent(peer, none -> new ArrayList<>()).add(question);
    }

    /** As text; {@code keys} has the logical keys to show in place of their hashes. */
    synchronized String text(Map<String, String> keys) {
        StringBuilder text = new StringBuilder();
        questions.forEach((peer, asked) -> {
            text.append(peer).append(":\n");
            asked.forEach(question -> text.append(question));
        });
        String shown = text.toString();
        for (Map.Entry<String, String> key : keys.entrySet()) {
            shown = shown.replace(key.getKey(), "sha256(" + key.getValue() + ")");
        }
        return shown;
    }
}
