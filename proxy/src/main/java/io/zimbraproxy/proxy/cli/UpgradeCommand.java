package io.zimbraproxy.proxy.cli;

import io.zimbraproxy.proxy.lifecycle.ProxyRun;
import io.zimbraproxy.proxy.lifecycle.RunOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code zimbra-proxy upgrade}: runs the proxy in the place of one that runs already. */
@Command(
        name = "upgrade",
        description = {
            "Runs the proxy in the place of the one that waits at the control socket: takes over its listening",
            "sockets, so that no connection is refused, and lets it drain. Where none waits there, it just runs."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class,
        footer = {
            "",
            "Both processes have to be given the same --control, and run as the same user.",
            "When this one cannot start, the other goes on as if nothing had happened.",
            "Exit codes: 0 done, 1 failed while running, 2 bad usage or configuration."
        })
final class UpgradeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() {
        if (ProxyRun.check(options, spec.commandLine()).snapshot().isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        try {
            options.takeOver(spec.commandLine());
        } catch (IOException refused) {
            spec.commandLine().getErr().println("upgrade: " + refused.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        return ProxyRun.runChecked(options, spec.commandLine());
    }
}
