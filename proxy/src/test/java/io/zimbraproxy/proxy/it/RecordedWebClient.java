package io.zimbraproxy.proxy.it;

import io.vertx.core.json.JsonObject;

/** The web client of a recorded case: says what it said. The answer is not compared. */
final class RecordedWebClient {
    private RecordedWebClient() {}

    /** Plays the case up to the proxy's answer. */
    static void play(MailClient connection, ReplayScript script) throws Exception {
        for (JsonObject step : script.steps()) {
            if (step.containsKey("client")) {
                connection.send(step.getString("client"));
            }
        }
        connection.rest();
    }
}
