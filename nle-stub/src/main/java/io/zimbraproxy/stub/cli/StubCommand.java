package io.zimbraproxy.stub.cli;

import io.zimbraproxy.stub.config.StubConfigException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 failed while running, 2 bad usage or configuration. */
@Command(
        name = "zimbra-proxy-nle-stub",
        mixinStandardHelpOptions = true,
        versionProvider = StubVersion.class,
        description = "A simulated Zimbra site: lookup handlers and mailbox servers with mail, for demos and tests.",
        subcommands = {ServeCommand.class, CertificatesCommand.class, TokenCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class StubCommand implements Runnable {

    private static final int FAILED = 1;
    private static final int BAD_CONFIGURATION = 2;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "command: missing; use one of serve, certificates, token");
    }

    public static void main(String[] args) {
        QuietLogging.configure();
        int code = execute(
                args,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(code);
    }

    /** Runs a command and returns its exit code. */
    static int execute(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLine(new StubCommand())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((problem, command, parsed) -> report(problem, command.getErr()))
                .execute(args);
    }

    private static int report(Exception problem, PrintWriter err) {
        if (problem instanceof StubConfigException config) {
            config.problems().forEach(line -> err.println("error: " + line));
            return BAD_CONFIGURATION;
        }
        err.println("error: " + problem.getMessage());
        return problem instanceof UnusableInputException ? BAD_CONFIGURATION : FAILED;
    }
}
