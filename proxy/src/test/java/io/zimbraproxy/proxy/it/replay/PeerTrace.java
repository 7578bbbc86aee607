package io.zimbraproxy.proxy.it.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The bytes that each peer of the proxy received in a case, in order. Packet boundaries are not recorded. */
final class PeerTrace {
    private final Map<String, List<String>> received = new TreeMap<>();

    synchronized void add(String peer, String text) {
        received.computeIfAbsent(peer, none -> new ArrayList<>()).add(text);
    }

    /** Returns the trace as text. {@code keys} has the logical keys to print instead of their hashes. */
    synchronized String text(Map<String, String> keys) {
        StringBuilder text = new StringBuilder();
        received.forEach((peer, parts) -> {
            text.append(peer).append(":\n");
            parts.forEach(text::append);
        });
        String shown = text.toString();
        for (Map.Entry<String, String> key : keys.entrySet()) {
            shown = shown.replace(key.getKey(), "sha256(" + key.getValue() + ")");
        }
        return shown;
    }

    /** Returns the peers that received something else in the other trace. */
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
        received.forEach((peer, parts) -> text.put(peer, String.join("", parts)));
        return text;
    }
}
