package io.zimbraproxy.proxy.lifecycle;

import io.zimbraproxy.proxy.config.ConfigLoader;
import io.zimbraproxy.proxy.handover.TakeOver;
import io.zimbraproxy.proxy.tls.TlsEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What the commands that run the proxy are told. */
public final class RunOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "the ZimbraProxy manifest to run")
    private Path config;

    @Option(
            names = "--secrets-dir",
            paramLabel = "DIR",
            description = "folder with the secrets the manifest names (default: secrets/ beside the manifest)")
    private Path secretsFolder;

    @Option(
            names = "--control",
            paramLabel = "SOCKET",
            description = "Unix socket at which another process of this user may take over the ports (see upgrade)")
    private Path control;

    private TakeOver takeOver;

    /** Reads what the options name. */
    ConfigLoader loader(CommandLine commandLine) {
        if (config == null) {
            throw new CommandLine.ParameterException(commandLine, "Missing --config FILE: the manifest to run");
        }
        return new ConfigLoader(config, secretsFolder);
    }

    /** Where another process may take over; empty when none may. */
    Optional<Path> control() {
        return Optional.ofNullable(control);
    }

    /** Begins to take the place of the process at the control socket, if there is one. */
    public void takeOver(CommandLine commandLine) throws IOException {
        if (control == null) {
            throw new CommandLine.ParameterException(
                    commandLine, "Missing --control SOCKET: where the process that runs can be found");
        }
        takeOver = TakeOver.begin(control).orElse(null);
    }

    /** The process whose place is taken; empty for a fresh start. */
    Optional<TakeOver> predecessor() {
        return Optional.ofNullable(takeOver);
    }

    Path config() {
        return config;
    }

    /** Fails when a process setting is wrong. */
    public static void check(CommandLine commandLine) {
        try {
            TlsEngine.chosen();
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(commandLine, wrong.getMessage());
        }
    }
}
