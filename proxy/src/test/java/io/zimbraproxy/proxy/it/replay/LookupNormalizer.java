package io.zimbraproxy.proxy.it.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Normalizes lookup requests, so that requests of different HTTP libraries can be compared. */
final class LookupNormalizer {
    /** Header fields that the HTTP library adds. */
    private static final Set<String> LIBRARY = Set.of("user-agent", "accept", "connection");

    private LookupNormalizer() {}

    /** Returns method and path, then the sorted header fields that matter, with the host without its port. */
    static String normalize(String head) {
        List<String> lines = new ArrayList<>(List.of(head.split("\r\n", -1)));
        String request = lines.remove(0).replaceFirst(" HTTP/1\\.[01]$", "");
        lines.removeIf(line -> line.isEmpty() || LIBRARY.contains(line.split(":", 2)[0].toLowerCase(Locale.ROOT)));
        lines.replaceAll(line -> line.replaceFirst("^(?i:host): ([^:]*)(?::[0-9]+)?$", "Host: $1"));
        Collections.sort(lines);
        return request + "\r\n" + String.join("\r\n", lines) + "\r\n";
    }

    /** Returns whether the request names a user. The health check of the proxy does not. */
    static boolean hasUser(String head) {
        return head.contains("\r\nAuth-User:");
    }
}
