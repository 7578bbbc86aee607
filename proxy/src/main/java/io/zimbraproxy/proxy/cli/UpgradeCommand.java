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

/** {@code zimbra-proxy upgrade} starts the proxy and takes over the ports of a running one. */
@Command(
        name = "upgrade",
        description = {
            "Starts the proxy, takes over the listening sockets of the process at the control socket, so that no",
            "connection is refused, and tells that process to drain. Without such a process it starts normally."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class,
        footer = {
            "",
            "Both processes need the same --control and must run as the same user.",
            "If this process cannot start, the other one stays in service.",
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
