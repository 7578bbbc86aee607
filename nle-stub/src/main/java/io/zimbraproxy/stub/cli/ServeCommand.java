package io.zimbraproxy.stub.cli;

import io.zimbraproxy.stub.ZimbraStub;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.config.StubConfigReader;
import io.zimbraproxy.stub.journal.JournalEntry;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code serve}: runs the stub until a signal stops it. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves lookups, mail and web pages until SIGTERM or Ctrl-C; prints one line for each request.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ServeCommand implements Callable<Integer> {

    /** The highest first port with room for the fixed layout above it. */
    private static final int MAX_BASE = 65_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with accounts, domains and servers; default: the demo's.")
    private @Nullable Path configFile;

    @Option(
            names = "--ports",
            paramLabel = "BASE",
            description =
                    "Fixed ports: BASE admin, BASE+1.. lookup, BASE+10, BASE+20.. imap imaps pop3 pop3s http https"
                            + " of each mailbox server. 0: any free ports. Default: as configured.")
    private @Nullable Integer base;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on; default: as configured.")
    private @Nullable String host;

    @Option(
            names = "--tls-dir",
            paramLabel = "DIR",
            description = "Directory with tls.crt, tls.key and ca.crt of the TLS ports; default: a new certificate on"
                    + " each start.")
    private @Nullable Path tlsDirectory;

    @Option(names = "--lookup-tls", description = "Serve lookups over HTTPS.")
    private boolean lookupTls;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "File to write, with all ports, when all of them listen.")
    private @Nullable Path readyFile;

    @Override
    public Integer call() throws Exception {
        StubConfig config = config();
        PrintWriter out = spec.commandLine().getOut();
        ZimbraStub stub = ZimbraStub.start(config, entry -> out.println(line(entry)));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stub, stopped, out), "stop"));
        PortTable.print(stub, out);
        if (readyFile != null) {
            ReadyFile.write(readyFile, stub);
        }
        stopped.await();
        return 0;
    }

    private StubConfig config() throws UnusableInputException {
        StubConfig config = configFile == null ? StubConfig.demo() : read(configFile);
        if (host != null) {
            config = config.withHost(host);
        }
        if (base != null && (base < 0 || base > MAX_BASE)) {
            throw new ParameterException(
                    spec.commandLine(), "--ports: out of range (saw " + base + "); allowed: 0 to " + MAX_BASE);
        }
        if (base != null) {
            config = config.withPortsFrom(base);
        }
        if (lookupTls) {
            config = config.withLookup(config.lookup().withTls(true));
        }
        return tlsDirectory == null ? config : config.withCertificate(certificate(tlsDirectory));
    }

    private static StubConfig read(Path file) throws UnusableInputException {
        try {
            return StubConfigReader.read(file);
        } catch (IOException e) {
            throw new UnusableInputException(file + ": cannot be read (" + e + "); give a YAML file", e);
        }
    }

    private static PemPair certificate(Path directory) throws UnusableInputException {
        try {
            return PemPair.read(directory);
        } catch (IOException e) {
            throw new UnusableInputException(
                    directory + ": no certificate found (" + e + "); put tls.crt and tls.key there", e);
        }
    }

    /** Runs as the shutdown hook. The exit code is 0 for every signal. */
    private static void stop(ZimbraStub stub, CountDownLatch stopped, PrintWriter out) {
        stub.close();
        out.println("stopped");
        out.flush();
        stopped.countDown();
        Runtime.getRuntime().halt(0);
    }

    private static String line(JournalEntry entry) {
        LocalTime time = LocalTime.ofInstant(entry.at(), ZoneId.systemDefault());
        return time.truncatedTo(ChronoUnit.MILLIS) + " " + entry.line();
    }
}
