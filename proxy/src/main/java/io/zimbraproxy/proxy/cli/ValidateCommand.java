package io.zimbraproxy.proxy.cli;

import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.proxy.config.ConfigLoader;
import io.zimbraproxy.proxy.lifecycle.ProblemReport;
import io.zimbraproxy.proxy.lifecycle.RunOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zimbra-proxy validate FILE} lists all problems of a manifest and its secrets; it opens no port. */
@Command(
        name = "validate",
        description = "Checks a manifest and the secrets that it names. Exit codes: 0 valid, 2 not valid.",
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
    private @Nullable Path secretsFolder;

    @Option(
            names = "--cluster",
            description =
                    "check the manifest alone, as a cluster does: without secrets, and with settings that the operator resolves")
    private boolean cluster;

    @Override
    public Integer call() {
        RunOptions.checkProcess(spec.commandLine());
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
