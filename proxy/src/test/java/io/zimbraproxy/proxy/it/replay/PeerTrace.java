package io.zimbraproxy.proxy.it.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the peers of the proxy were told in one case, each in its order; how it was cut into packets is not kept. */
final class PeerTrace {
    private final Map<String, List<String>> told = new TreeMap<>();

    synchronized void add(String peer, String words) {
        told.computeIfAbsent(peer, none -> new ArrayList<>()).add(words);
    }

    /** As text; {@code keys} has the logical keys to show in place of their hashes. */
    synchronized String text(Map<String, String> keys) {
        StringBuilder text = new StringBuilder();
        told.forEach((peer, words) -> {
            text.append(peer).append(":\n");
            words.forEach(text::append);
        });
        String shown = text.toString();
        for (Map.Entry<String, String> key : keys.entrySet()) {
            shown = shown.replace(key.getKey(), "sha256(" + key.getValue() + ")");
        }
        return shown;
    }

    /** The peers that were told something else in the other one. */
    Set<String> differing(PeerTrace other) {
        Map<String, String> mine = byPeer();
        Map<String, String> others = other.byPeer();
        Set<String> peers = new TreeSet<>(mine.keySet());
        peers.addAll(others.keySet());
        peers.removeIf(peer -> Objects.equals(mine.get(peer), others.get(peer)));
        return peers;
    }

    private synchronized Map<String, String> byPeer() {
        Map<String, String> text = new TreeMap<>();
        told.forEach((peer, words) -> text.put(peer, String.join("", words)));
        return text;
    }
}
