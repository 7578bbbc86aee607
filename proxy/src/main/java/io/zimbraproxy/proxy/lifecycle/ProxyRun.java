package io.zimbraproxy.proxy.lifecycle;

import io.quarkus.runtime.Quarkus;
import io.zimbraproxy.proxy.config.ConfigLoader;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;

/** One run of the proxy in this process, as the command line wants it. */
public final class ProxyRun {
    private static RunOptions options;

    private ProxyRun() {}

    /** What this process was told. */
    static synchronized RunOptions options() {
        return options;
    }

    private static synchronized void options(RunOptions told) {
        options = told;
    }

    /** Runs until the end, and has the exit code; a configuration that is wrong is told at once. */
    public static int run(RunOptions told, CommandLine commandLine) {
        ConfigLoader.Loaded loaded = check(told, commandLine);
        if (loaded.snapshot().isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        return runChecked(told, commandLine);
    }

    /** Reads the configuration, and reports what is wrong with it. */
    public static ConfigLoader.Loaded check(RunOptions told, CommandLine commandLine) {
        RunOptions.check(commandLine);
        ConfigLoader.Loaded loaded = told.loader(commandLine).load();
        if (loaded.snapshot().isEmpty()) {
            new ProblemReport(told.config(), loaded.problems()).print(commandLine.getErr());
        }
        return loaded;
    }

    /** Runs what was checked. */
    public static int runChecked(RunOptions told, CommandLine commandLine) {
        options(told);
        AtomicInteger exit = new AtomicInteger();
        Quarkus.run(ProxyApplication.class, (code, fault) -> {
            exit.set(code);
            if (fault != null) {
                // The management port is taken, most of the time.
                commandLine.getErr().println("cannot start: " + root(fault));
            }
        });
        return exit.get();
    }

    private static Throwable root(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
