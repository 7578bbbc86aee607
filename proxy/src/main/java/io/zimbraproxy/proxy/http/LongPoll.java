package io.zimbraproxy.proxy.http;

import java.util.List;
import java.util.Locale;

/** Requests whose answer is awaited for long: the server keeps them until there is news (facts, section 7.5). */
final class LongPoll {
    private static final List<String> PATHS = List.of(
            "/microsoft-server-activesync", "/ews/exchange.asmx", "/service/soap/noop", "/service/soap/waitset");

    private LongPoll() {}

    static boolean is(String target) {
        String lower = target.toLowerCase(Locale.ROOT);
        return PATHS.stream().anyMatch(lower::startsWith);
    }
}
