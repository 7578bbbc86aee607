package io.zimbraproxy.proxy.lifecycle;

import io.quarkus.runtime.Quarkus;
import io.zimbraproxy.crds.text.RootCause;
import io.zimbraproxy.proxy.config.ConfigLoader;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Checks the configuration and runs the proxy, for the command line. */
public final class ProxyRun {
    private static @Nullable RunOptions options;

    private ProxyRun() {}

    /** The options of this process; set by {@link #runChecked}. */
    static synchronized RunOptions options() {
        return Objects.requireNonNull(options, "before the start");
    }

    private static synchronized void options(RunOptions given) {
        options = given;
    }

    /** Runs the proxy until it stops and returns the exit code; reports a wrong configuration without a start. */
    public static int run(RunOptions given, CommandLine commandLine) {
        ConfigLoader.Loaded loaded = check(given, commandLine);
        if (loaded.snapshot().isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        return runChecked(given, commandLine);
    }

    /** Reads the configuration and prints its problems. */
    public static ConfigLoader.Loaded check(RunOptions given, CommandLine commandLine) {
        given.check(commandLine);
        ConfigLoader.Loaded loaded = given.loader().load();
        if (loaded.snapshot().isEmpty()) {
            new ProblemReport(given.config(), loaded.problems()).print(commandLine.getErr());
        }
        return loaded;
    }

    /** Runs the proxy with options that {@link #check} has accepted; returns the exit code. */
    public static int runChecked(RunOptions given, CommandLine commandLine) {
        options(given);
        AtomicInteger exit = new AtomicInteger();
        Quarkus.run(ProxyApplication.class, (code, fault) -> {
            exit.set(code);
            if (fault != null) {
                // In most cases the management port is in use.
                commandLine.getErr().println("cannot start: " + RootCause.of(fault));
            }
        });
        return exit.get();
    }
}
