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
 * All recorded web cases, and one for each recorded selection by address. A vector in {@code ip_hash} has the address, the number
 * of servers and the selected one. A vector in {@code ip_hash_next} also has the one selected when that server is dead.
 */
final class WebCases {
    private static final String TEMPLATE = "http GET / without token (IP hash)";

    /** The address of the recorded client, unless the case contains another one. */
    private static final String CLIENT = "127.0.0.21";

    private static final Pattern OTHER_CLIENT = Pattern.compile("X-Forwarded-For: ([0-9.]+)\r\n");

    private WebCases() {}

    static Stream<RecordedCase> all() {
        return Stream.of(RecordedCase.of("http"), selections("ip_hash"), selections("ip_hash_next"))
                .flatMap(cases -> cases);
    }

    private static Stream<RecordedCase> selections(String vectors) {
        RecordedCase template = RecordedCase.all()
                .filter(recorded -> recorded.name().equals(TEMPLATE))
                .findFirst()
                .orElseThrow();
        return RecordedCase.vectors(vectors).map(vector -> selection(vectors, vector, template));
    }

    private static RecordedCase selection(String vectors, JsonArray vector, RecordedCase template) {
        String address = vector.getString(0);
        int servers = vector.getInteger(1);
        int selected = vector.getInteger(vector.size() - 1);
        Map<String, Object> settings = vector.size() == 3
                ? Map.of("servers", servers)
                : Map.of("servers", servers, "dead", List.of(vector.getInteger(2)));
        String name = "http " + vectors + ' ' + address + " of " + servers;
        RecordedCase without = new RecordedCase(name, "http", settings, List.of());
        String server = '{' + WebServers.of(without).names().get(selected) + '}';
        List<JsonObject> steps = template.steps().stream()
                .map(step -> new JsonObject(
                        step.encode().replace("{client}", address).replace("{backend2}", server)))
                .toList();
        return new RecordedCase(name, "http", settings, steps);
    }

    /** Returns the address of the client in a case. */
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
