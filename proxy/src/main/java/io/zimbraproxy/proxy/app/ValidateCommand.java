package io.zimbraproxy.proxy.app;

import io.zimbraproxy.proxy.config.ConfigLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zimbra-proxy validate FILE}: says all that is wrong with a manifest and its secrets, and opens nothing. */
@Command(
        name = "validate",
        description = "Checks a manifest and the secrets it names; exit code 2 when something is wrong.",
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class)
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the ZimbraProxy manifest to check")
    private Path file;

    @Option(
            names = "--secrets-dir",
            paramLabel = "DIR",
            description = "folder with the secrets the manifest names (default: secrets/ beside the manifest)")
    private Path secretsFolder;

    @Override
    public Integer call() {
        RunOptions.check(spec.commandLine());
        ConfigLoader.Loaded loaded = new ConfigLoader(file, secretsFolder).load();
        if (loaded.snapshot().isEmpty()) {
            new ProblemReport(file, loaded.problems()).print(spec.commandLine().getErr());
            return CommandLine.ExitCode.USAGE;
        }
        loaded.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        spec.commandLine().getOut().println(file + ": valid");
        return CommandLine.ExitCode.OK;
    }
}
