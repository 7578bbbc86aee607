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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zimbra-proxy import FILE...}: makes a manifest of what a Zimbra site says about itself. */
@Command(
        name = "import",
        description = {
            "Makes a manifest of a Zimbra site: of the output of zmprov gacf, gas -v, gs, gad -v, gd, of zmlocalconfig,",
            "or of the folder conf/nginx/includes of a proxy. Files are known by their content."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class,
        footer = {
            "",
            "Exit codes: 0 written (what it lacks to be valid is said), 1 not written, 2 bad usage or input.",
        })
final class ImportCommand implements Callable<Integer> {
    private final InputStream standardInput;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..1000", description = "file or folder; - for standard input")
    private List<String> inputs;

    @Option(names = "--output", paramLabel = "FILE", description = "where the manifest goes (default: standard output)")
    private Path output;

    @Option(
            names = "--secrets-dir",
            paramLabel = "DIR",
            description = "where certificates and keys go, as the proxy reads them")
    private Path secretsFolder;

    @Option(names = "--secrets", paramLabel = "FILE", description = "where they go as manifests of Secrets")
    private Path secretsFile;

    @Option(names = "--force", description = "overwrites files that are there")
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
            description = "public name (default: zimbraPublicServiceHostname, else the proxy's)")
    private String hostname;

    @Option(
            names = "--server",
            paramLabel = "HOST",
            description = "the proxy whose settings are taken (default: the first one)")
    private String server;

    ImportCommand() {
        this(System.in);
    }

    /** {@code standardInput} is what {@code -} stands for. */
    ImportCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        if (!name.matches(Names.SUBDOMAIN) || name.length() > 253) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--name: use lower-case letters, digits, hyphens and dots");
        }
        try {
            SiteSettings site = SiteSettings.read(inputs, standardInput);
            Optional<Migration> migration = Migration.of(site, new Migration.Wishes(name, hostname, server));
            if (migration.isEmpty()) {
                return fail(CommandLine.ExitCode.USAGE, "--server: there is no server of that name in the input");
            }
            site.skipped().forEach(skipped -> err().println("skipped: " + skipped));
            write(migration.get());
            report(migration.get().problems());
            return CommandLine.ExitCode.OK;
        } catch (BadInput bad) {
            return fail(CommandLine.ExitCode.USAGE, bad.getMessage());
        } catch (IOException unwritable) {
            return fail(CommandLine.ExitCode.SOFTWARE, unwritable.getMessage());
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
                throw new IOException("standard output cannot be written to; use --output FILE");
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
