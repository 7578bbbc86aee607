package io.zimbraproxy.proxy.app;

import io.quarkus.runtime.Quarkus;
import io.zimbraproxy.proxy.config.ConfigLoader;
import io.zimbraproxy.proxy.observe.Product;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code zimbra-proxy --config FILE}: runs the proxy. */
@Command(
        name = "zimbra-proxy",
        description = "Takes the mail and web clients of a Zimbra farm and joins each with its mailbox server.",
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class,
        subcommands = {ValidateCommand.class, PurgeCommand.class},
        footer = {
            "",
            "Exit codes: 0 done, 1 failed while running, 2 bad usage or configuration.",
            "SIGTERM drains: no new connections, sessions may end until timeouts.drain, then exit 0.",
            "Health, metrics and GET /config are on the management port (9000; -Dquarkus.management.port=N)."
        })
final class ProxyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "the ZimbraProxy manifest to run")
    private Path config;

    @Option(
            names = "--secrets-dir",
            paramLabel = "DIR",
            description = "folder with the secrets the manifest names (default: secrets/ beside the manifest)")
    private Path secretsFolder;

    @Override
    public Integer call() {
        ConfigLoader.Loaded loaded = loader().load();
        if (loaded.snapshot().isEmpty()) {
            new ProblemReport(config, loaded.problems())
                    .print(spec.commandLine().getErr());
            return CommandLine.ExitCode.USAGE;
        }
        AtomicInteger exit = new AtomicInteger();
        String[] args = spec.commandLine().getParseResult().originalArgs().toArray(String[]::new);
        Quarkus.run(ProxyApplication.class, (code, fault) -> exit.set(code), args);
        return exit.get();
    }

    /** Reads what the options name. */
    ConfigLoader loader() {
        if (config == null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Missing --config FILE: the manifest to run");
        }
        return new ConfigLoader(config, secretsFolder);
    }

    /** The options in these arguments, which were accepted before. */
    static ProxyCommand parse(String... args) {
        ProxyCommand command = new ProxyCommand();
        new CommandLine(command).parseArgs(args);
        return command;
    }

    /** For {@code --version}. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                Product.NAME + " " + Product.VERSION,
                "Java " + Runtime.version() + " on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}
