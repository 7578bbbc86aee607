package io.zimbraproxy.proxy.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zimbraproxy.crds.text.RootCause;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zimbra-proxy purge USER...} removes the routes of users from all running proxies. */
@Command(
        name = "purge",
        description = {
            "Removes the routes of users from the proxy on this machine and from all proxies that share its cache.",
            "Run it after a mailbox was moved. Names, aliases and account ids are accepted."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class,
        footer = {"", "Exit codes: 0 removed everywhere, 1 failed on some or all caches, 2 bad usage."})
final class PurgeCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "USER", arity = "1..100", description = "user name, alias or account id")
    private List<String> users;

    @Option(
            names = "--management",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9000",
            description = "management port of the proxy (default: ${DEFAULT-VALUE})")
    private URI management;

    @Override
    public Integer call() throws InterruptedException {
        String query = users.stream()
                .map(user -> "user=" + URLEncoder.encode(user, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            HttpRequest request = HttpRequest.newBuilder(management.resolve("/purge?" + query))
                    .timeout(TIMEOUT)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            return report(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | IllegalArgumentException unreachable) {
            return fail(management + ": cannot connect (" + RootCause.message(unreachable)
                    + "); check that the proxy runs and that this is its management port");
        }
    }

    private int report(HttpResponse<String> response) {
        JsonObject body;
        try {
            body = new JsonObject(response.body());
        } catch (DecodeException notOurs) {
            return fail(management + ": is not the management port of a proxy (status " + response.statusCode()
                    + "); name the proxy's management port with --management");
        }
        if (body.containsKey("error")) {
            return fail(body.getString("error"));
        }
        JsonArray missed = body.getJsonArray("missed", new JsonArray());
        if (!missed.isEmpty()) {
            return fail("no response from these cache servers: "
                    + missed.stream().map(Object::toString).collect(Collectors.joining(", "))
                    + "; their entries remain until they expire");
        }
        spec.commandLine()
                .getOut()
                .println("removed: " + String.join(", ", users) + " (" + body.getInteger("keys", 0) + " keys)");
        return CommandLine.ExitCode.OK;
    }

    private int fail(String why) {
        spec.commandLine().getErr().println("purge: " + why);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
