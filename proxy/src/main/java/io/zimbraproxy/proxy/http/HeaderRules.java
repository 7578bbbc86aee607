package io.zimbraproxy.proxy.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers go through, and which are ours (RFC 9110 section 7.6; facts, section 7.6). */
final class HeaderRules {
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");

    /** About one connection only; never passed on. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private HeaderRules() {}

    /** The headers of a request for the mailbox server: the client's own, with who it is. */
    static void toUpstream(MultiMap from, MultiMap to, String clientAddress, String scheme) {
        copy(from, to);
        String before = String.join(", ", to.getAll(FORWARDED_FOR));
        to.set(FORWARDED_FOR, before.isEmpty() ? clientAddress : before + ", " + clientAddress);
        to.set(FORWARDED_PROTO, scheme);
    }

    /** All headers but those about the connection, and those that the Connection header names. */
    static void copy(MultiMap from, MultiMap to) {
        Set<String> named = named(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name) && !named.contains(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    private static Set<String> named(MultiMap headers) {
        if (!headers.contains(HttpHeaders.CONNECTION)) {
            return Set.of();
        }
        Set<String> named = new HashSet<>();
        for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String name : value.split(",", -1)) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        // A client cannot have its end-to-end headers taken away this way.
        named.removeAll(Set.of("host", "cookie", "authorization", "content-length", "content-type", "x-forwarded-for"));
        return named;
    }

    /** True when the client asks for another protocol on this connection. */
    static boolean asksForUpgrade(MultiMap headers) {
        return headers.contains(HttpHeaders.UPGRADE)
                && headers.contains(HttpHeaders.CONNECTION)
                && headers.getAll(HttpHeaders.CONNECTION).stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .anyMatch(token -> token.strip().equalsIgnoreCase("upgrade"));
    }
}
