package io.zimbraproxy.proxy.cli;

import io.zimbraproxy.crds.spec.Names;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.proxy.migrate.Migration;
import io.zimbraproxy.proxy.migrate.read.BadInput;
import io.zimbraproxy.proxy.migrate.read.SiteSettings;
import io.zimbraproxy.proxy.migrate.write.OutputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zimbra-proxy import FILE...} creates a manifest from the settings of a Zimbra site. */
@Command(
        name = "import",
        description = {
            "Creates a manifest from the settings of a Zimbra site: from the output of zmprov gacf, gas -v, gs, gad -v,",
            "gd and zmlocalconfig, or from the folder conf/nginx/includes of a proxy. The content tells the kind of a file."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class,
        footer = {
            "",
            "Exit codes: 0 written (the problems that remain are listed), 1 not written, 2 bad usage or input.",
        })
final class ImportCommand implements Callable<Integer> {
    private final InputStream standardInput;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..1000", description = "file or folder; - for standard input")
    private List<String> inputs;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "file to write the manifest to (default: standard output)")
    private @Nullable Path output;

    @Option(
            names = "--secrets-dir",
            paramLabel = "DIR",
            description = "folder to write certificates and keys to, in the layout that the proxy reads")
    private @Nullable Path secretsFolder;

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description = "file to write certificates and keys to, as Kubernetes Secrets")
    private @Nullable Path secretsFile;

    @Option(names = "--force", description = "overwrite existing files")
    private boolean force;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "edge",
            description = "name of the resource (default: ${DEFAULT-VALUE})")
    private String name;

    @Option(
            names = "--hostname",
            paramLabel = "HOST",
            description = "public host name (default: zimbraPublicServiceHostname, else the proxy's host name)")
    private @Nullable String hostname;

    @Option(
            names = "--server",
            paramLabel = "HOST",
            description = "proxy server whose settings are used (default: the first one)")
    private @Nullable String server;

    ImportCommand() {
        this(System.in);
    }

    /** Creates the command; the argument {@code -} reads {@code standardInput}. */
    ImportCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        if (!name.matches(Names.SUBDOMAIN) || name.length() > 253) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--name: is not a valid name; use lower-case letters, digits, hyphens and dots");
        }
        try {
            SiteSettings site = SiteSettings.read(inputs, standardInput);
            Optional<Migration> migration = Migration.of(site, new Migration.Options(name, hostname, server));
            if (migration.isEmpty()) {
                return fail(
                        CommandLine.ExitCode.USAGE,
                        "--server: the input has no server of that name; leave --server out for the first one");
            }
            site.skipped().forEach(skipped -> err().println("skipped: " + skipped));
            write(migration.get());
            report(migration.get().problems());
            return CommandLine.ExitCode.OK;
        } catch (BadInput bad) {
            return fail(CommandLine.ExitCode.USAGE, String.valueOf(bad.getMessage()));
        } catch (IOException unwritable) {
            return fail(CommandLine.ExitCode.SOFTWARE, String.valueOf(unwritable.getMessage()));
        }
    }

    private void write(Migration migration) throws IOException {
        OutputFiles files = new OutputFiles();
        if (secretsFolder != null) {
            files.secretFolder(secretsFolder, migration.secrets());
        }
        if (secretsFile != null && !migration.secrets().isEmpty()) {
            files.secretFile(secretsFile, migration.secrets());
        }
        if (output != null) {
            files.manifest(output, migration.yaml());
        }
        files.write(force);
        if (output == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(migration.yaml());
            out.flush();
            if (out.checkError()) {
                throw new IOException("standard output: cannot write; use --output FILE");
            }
        }
    }

    private void report(List<Problem> problems) {
        if (!problems.isEmpty()) {
            err().println("the manifest is not complete: " + problems.size()
                    + (problems.size() == 1 ? " problem" : " problems"));
            problems.forEach(problem -> err().println("  " + problem));
        }
    }

    private int fail(int code, String why) {
        err().println("import: " + why);
        return code;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
