package io.zimbraproxy.proxy.it.replay;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.LineClient;
import java.io.InputStream;
import java.net.SocketException;

/** Plays the web client of a recorded case, and records what the proxy sends. */
final class RecordedWebClient {
    private RecordedWebClient() {}

    /** Plays the case until the proxy closes the connection, as in the recording. */
    static void play(LineClient connection, ReplayScript script) throws Exception {
        for (JsonObject step : script.steps()) {
            if (step.containsKey("client")) {
                connection.send(step.getString("client"));
            }
        }
        try {
            InputStream in = connection.in();
            for (WebMessage response = WebMessage.read(in, true);
                    response != null;
                    response = WebMessage.read(in, true)) {
                script.web().clientReceived(response);
            }
            script.web().clientClosed("(closed)\n");
        } catch (SocketException reset) {
            script.web().clientClosed("(reset)\n");
        }
    }
}
