package io.zimbraproxy.proxy.it.replay;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.recorded.RecordedCase;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All recorded web cases, and one for each recorded choice by address: {@code ip_hash} has address, number of servers and the
 * one that was chosen, {@code ip_hash_next} also the one that was chosen because that one was dead.
 */
final class WebCases {
    private static final String TEMPLATE = "http GET / without token (IP hash)";

    /** The address that clients were recorded with, where a case does not say. */
    private static final String CLIENT = "127.0.0.21";

    private static final Pattern OTHER_CLIENT = Pattern.compile("X-Forwarded-For: ([0-9.]+)\r\n");

    private WebCases() {}

    static Stream<RecordedCase> all() {
        return Stream.of(RecordedCase.of("http"), choices("ip_hash"), choices("ip_hash_next"))
                .flatMap(cases -> cases);
    }

    private static Stream<RecordedCase> choices(String vectors) {
        RecordedCase template = RecordedCase.all()
                .filter(recorded -> recorded.name().equals(TEMPLATE))
                .findFirst()
                .orElseThrow();
        return RecordedCase.vectors(vectors).map(vector -> choice(vectors, vector, template));
    }

    private static RecordedCase choice(String vectors, JsonArray vector, RecordedCase template) {
        String address = vector.getString(0);
        int servers = vector.getInteger(1);
        int chosen = vector.getInteger(vector.size() - 1);
        Map<String, Object> settings = vector.size() == 3
                ? Map.of("servers", servers)
                : Map.of("servers", servers, "dead", List.of(vector.getInteger(2)));
        String name = "http " + vectors + ' ' + address + " of " + servers;
        RecordedCase without = new RecordedCase(name, "http", settings, List.of());
        String server = '{' + WebServers.of(without).names().get(chosen) + '}';
        List<JsonObject> steps = template.steps().stream()
                .map(step -> new JsonObject(
                        step.encode().replace("{client}", address).replace("{backend2}", server)))
                .toList();
        return new RecordedCase(name, "http", settings, steps);
    }

    /** The client's address in a case. */
    static String client(RecordedCase recorded) {
        for (JsonObject step : recorded.steps()) {
            Matcher client = OTHER_CLIENT.matcher(step.getString("to_upstream", ""));
            if (client.find()) {
                return client.group(1);
            }
        }
        return CLIENT;
    }
}
