package io.zimbraproxy.proxy.cli;

import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.proxy.config.ConfigLoader;
import io.zimbraproxy.proxy.lifecycle.ProblemReport;
import io.zimbraproxy.proxy.lifecycle.RunOptions;
import java.nio.file.Path;
import java.util.List;
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

    @Option(
            names = "--cluster",
            description = "check it as the cluster does, which has the secrets and knows what the operator fills in")
    private boolean cluster;

    @Override
    public Integer call() {
        RunOptions.check(spec.commandLine());
        if (cluster) {
            return checkManifest();
        }
        ConfigLoader.Loaded loaded = new ConfigLoader(file, secretsFolder).load();
        if (loaded.snapshot().isEmpty()) {
            new ProblemReport(file, loaded.problems()).print(spec.commandLine().getErr());
            return CommandLine.ExitCode.USAGE;
        }
        loaded.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        spec.commandLine().getOut().println(file + ": valid");
        return CommandLine.ExitCode.OK;
    }

    private int checkManifest() {
        List<Problem> problems = ConfigLoader.problemsOf(file);
        if (!problems.isEmpty()) {
            new ProblemReport(file, problems).print(spec.commandLine().getErr());
            return CommandLine.ExitCode.USAGE;
        }
        spec.commandLine().getOut().println(file + ": valid in a cluster");
        return CommandLine.ExitCode.OK;
    }
}
