package io.zimbraproxy.stub.cli;

import io.zimbraproxy.stub.token.AuthToken;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the cookie of somebody who has logged in. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints a ZM_AUTH_TOKEN for an account, as in curl --cookie ZM_AUTH_TOKEN=...")
final class TokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--id", required = true, paramLabel = "ZIMBRAID", description = "The account's UUID.")
    private String zimbraId;

    @Option(names = "--admin", description = "For ZM_ADMIN_AUTH_TOKEN.")
    private boolean admin;

    @Option(names = "--hours", defaultValue = "48", description = "How long it is good; default: ${DEFAULT-VALUE}.")
    private long hours;

    @Override
    public Integer call() {
        AuthToken token = AuthToken.of(zimbraId, Instant.now().plus(Duration.ofHours(hours)));
        spec.commandLine().getOut().println((admin ? token.asAdmin() : token).encode());
        return 0;
    }
}
