package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A mail client in {@code src/test/resources/clients}, which uses only the standard library of Python. */
final class PythonScript implements MailReader {
    private static final Path SCRIPTS = Path.of("src/test/resources/clients");
    /** Preferred to a wrapper that may come first in the PATH. */
    private static final Path SYSTEM = Path.of("/usr/bin/python3");

    private final Path script;

    PythonScript(String name) {
        script = SCRIPTS.resolve(name).toAbsolutePath();
    }

    /** Returns the command that copies messages to the folder. */
    List<String> command(AccountSettings access, Path folder) throws IOException {
        Path python = Files.isExecutable(SYSTEM) ? SYSTEM : Program.require("python3", "python3");
        return List.of(
                python.toString(),
                // Writes no compiled files beside the sources.
                "-B",
                script.toString(),
                MailReader.mail(folder).toString(),
                access.host(),
                String.valueOf(access.port()),
                access.endpoint().security().name(),
                access.authority().toString(),
                access.mechanism().name(),
                access.user(),
                access.password());
    }

    @Override
    public Program.Result run(AccountSettings access, Path folder) throws Exception {
        return Program.run(folder, command(access, folder));
    }

    @Override
    public List<String> messages(Path folder) throws IOException {
        return MailReader.copied(folder);
    }
}
