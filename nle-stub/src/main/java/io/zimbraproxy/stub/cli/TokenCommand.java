package io.zimbraproxy.stub.cli;

import io.zimbraproxy.stub.token.SignedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code token}: prints the auth token of an account. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints a ZM_AUTH_TOKEN for an account, as in curl --cookie ZM_AUTH_TOKEN=...")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--id", required = true, paramLabel = "ZIMBRAID", description = "The account's UUID.")
    private String zimbraId;

    @Option(names = "--admin", description = "Print an administrator's token, for ZM_ADMIN_AUTH_TOKEN.")
    private boolean admin;

    @Option(names = "--hours", defaultValue = "48", description = "Hours until it expires; default: ${DEFAULT-VALUE}.")
    private long hours;

    @Override
    public Integer call() {
        SignedToken token = SignedToken.of(zimbraId, Instant.now().plus(Duration.ofHours(hours)));
        spec.commandLine().getOut().println((admin ? token.asAdmin() : token).encode());
        return 0;
    }
}
