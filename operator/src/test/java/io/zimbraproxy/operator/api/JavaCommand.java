package io.zimbraproxy.operator.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Start of a command line that runs a packaged module in the JVM of the tests, with the JVM options of the build. */
public final class JavaCommand {
    private JavaCommand() {}

    public static List<String> begin() {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        Arrays.stream(System.getProperty("proxy.jvm.options", "").split("\\s+", -1))
                .filter(option -> option.startsWith("-"))
                .forEach(command::add);
        return command;
    }
}
