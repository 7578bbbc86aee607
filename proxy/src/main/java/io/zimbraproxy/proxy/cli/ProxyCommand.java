package io.zimbraproxy.proxy.cli;

import io.zimbraproxy.proxy.lifecycle.ProxyRun;
import io.zimbraproxy.proxy.lifecycle.RunOptions;
import io.zimbraproxy.proxy.observe.Product;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code zimbra-proxy --config FILE}: runs the proxy. */
@Command(
        name = "zimbra-proxy",
        description = "Accepts the mail and web clients of a Zimbra site and connects each to its mailbox server.",
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class,
        subcommands = {ValidateCommand.class, PurgeCommand.class, UpgradeCommand.class, ImportCommand.class},
        footer = {
            "",
            "Exit codes: 0 done, 1 failed while running, 2 bad usage or configuration.",
            "SIGTERM drains: the proxy stops listening after timeouts.drainSettle, gives sessions timeouts.drain to end,",
            "and exits with 0. SIGHUP reloads manifest and secrets, and so does every change of the files.",
            "Health, metrics and GET /config are on the management port (9000; -Dquarkus.management.port=N)."
        })
final class ProxyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() {
        return ProxyRun.run(options, spec.commandLine());
    }

    /** Prints {@code --version}. */
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
