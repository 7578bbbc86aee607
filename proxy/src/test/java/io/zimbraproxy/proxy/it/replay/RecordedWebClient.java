package io.zimbraproxy.proxy.it.replay;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.LineClient;
import java.io.InputStream;
import java.net.SocketException;

/** The web client of a recorded case: says what it said, and notes all that the proxy says. */
final class RecordedWebClient {
    private RecordedWebClient() {}

    /** Plays the case until the proxy closes the connection; all cases were recorded up to there. */
    static void play(LineClient connection, ReplayScript script) throws Exception {
        for (JsonObject step : script.steps()) {
            if (step.containsKey("client")) {
                connection.send(step.getString("client"));
            }
        }
        try {
            InputStream in = connection.in();
            for (WebMessage told = WebMessage.read(in, true); told != null; told = WebMessage.read(in, true)) {
                script.web().tellClient(told);
            }
            script.web().leaveClient("(closed)\n");
        } catch (SocketException reset) {
            script.web().leaveClient("(reset)\n");
        }
    }
}
