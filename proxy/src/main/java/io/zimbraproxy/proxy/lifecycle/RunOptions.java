package io.zimbraproxy.proxy.lifecycle;

import io.zimbraproxy.proxy.config.ConfigLoader;
import io.zimbraproxy.proxy.handover.TakeOver;
import io.zimbraproxy.proxy.tls.TlsEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of the commands that run the proxy. */
public final class RunOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "the ZimbraProxy manifest to run")
    private @Nullable Path config;

    @Option(
            names = "--secrets-dir",
            paramLabel = "DIR",
            description = "folder with the secrets the manifest names (default: secrets/ beside the manifest)")
    private @Nullable Path secretsFolder;

    @Option(
            names = "--control",
            paramLabel = "SOCKET",
            description = "Unix socket on which a later process of this user takes over the ports (see upgrade)")
    private @Nullable Path control;

    private @Nullable TakeOver takeOver;

    /** Creates the loader of the configuration that the options name. */
    ConfigLoader loader() {
        return new ConfigLoader(config(), secretsFolder);
    }

    /** Returns the path of the control socket; empty when no successor may take over. */
    Optional<Path> control() {
        return Optional.ofNullable(control);
    }

    /** Starts a handover with the process at the control socket, if there is one. */
    public void takeOver(CommandLine commandLine) throws IOException {
        if (control == null) {
            throw new CommandLine.ParameterException(
                    commandLine, "Missing --control SOCKET: the control socket of the running process");
        }
        takeOver = TakeOver.begin(control).orElse(null);
    }

    /** Returns the handover with the predecessor; empty for a fresh start. */
    Optional<TakeOver> predecessor() {
        return Optional.ofNullable(takeOver);
    }

    Path config() {
        return Objects.requireNonNull(config, "not checked");
    }

    /** Checks that the manifest is named, and the process settings; throws a usage error when one is wrong. */
    void check(CommandLine commandLine) {
        checkProcess(commandLine);
        if (config == null) {
            throw new CommandLine.ParameterException(commandLine, "Missing --config FILE: the manifest to run");
        }
    }

    /** Checks the process settings; throws a usage error when one is wrong. */
    public static void checkProcess(CommandLine commandLine) {
        try {
            TlsEngine.chosen();
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(commandLine, wrong.getMessage());
        }
    }
}
