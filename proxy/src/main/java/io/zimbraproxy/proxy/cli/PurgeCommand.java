package io.zimbraproxy.proxy.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

/** {@code zimbra-proxy purge USER...}: makes the running proxies forget where users are. */
@Command(
        name = "purge",
        description = {
            "Makes the proxy on this machine, and all that share its cache, forget where users are:",
            "to be run after a mailbox was moved. Names, aliases and account ids may be given."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class,
        footer = {"", "Exit codes: 0 done, 1 not or not everywhere, 2 bad usage."})
final class PurgeCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "USER", arity = "1..100", description = "login, alias or account id")
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
            return fail("the proxy at " + management + " cannot be reached ("
                    + (unreachable.getMessage() == null
                            ? unreachable.getClass().getSimpleName()
                            : unreachable.getMessage())
                    + "); is it running, and is this its management port?");
        }
    }

    private int report(HttpResponse<String> answer) {
        JsonObject body;
        try {
            body = new JsonObject(answer.body());
        } catch (DecodeException notOurs) {
            return fail(management + " is no management port of this proxy (it answers with status "
                    + answer.statusCode() + ")");
        }
        if (body.containsKey("error")) {
            return fail(body.getString("error"));
        }
        JsonArray missed = body.getJsonArray("missed", new JsonArray());
        if (!missed.isEmpty()) {
            return fail("these did not answer, what they hold stays until its time is over: "
                    + missed.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        spec.commandLine()
                .getOut()
                .println("forgotten: " + String.join(", ", users) + " (" + body.getInteger("keys", 0) + " keys)");
        return CommandLine.ExitCode.OK;
    }

    private int fail(String why) {
        spec.commandLine().getErr().println("purge: " + why);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
