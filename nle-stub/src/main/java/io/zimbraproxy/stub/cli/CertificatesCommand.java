package io.zimbraproxy.stub.cli;

import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes certificates in the layout of mounted Kubernetes secrets. */
@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        description = "Writes DIR/<name>/tls.crt, tls.key and ca.crt for each HOST, and the authority to DIR/<ca-name>."
                + " An authority that is there already is used again. In a pod, --publish keeps them as Secrets.")
final class CertificatesCommand implements Callable<Integer> {

    private static final Pattern REQUEST =
            Pattern.compile("(?:([a-z0-9][a-z0-9.-]*)=)?([A-Za-z0-9*._:-]+(?:,[A-Za-z0-9*._:-]+)*)");

    @Spec
    private CommandSpec spec;

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "Where the directories are made.")
    private Path directory;

    @Option(names = "--ca-name", defaultValue = "stub-ca", paramLabel = "NAME", description = "Default: stub-ca.")
    private String authorityName;

    @Option(names = "--key", defaultValue = "RSA_2048", description = "RSA_2048 (default) or ECDSA_P256.")
    private KeyType keyType;

    @Mixin
    private PublishedSecrets published;

    @Parameters(
            arity = "1..*",
            paramLabel = "HOST",
            description =
                    "A DNS name or address, several with commas between; NAME=HOST names the directory, else it is"
                            + " called after the first host: mail.example.com gives mail-example-com-tls.")
    private List<String> requests;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Matcher> parsed = requests.stream().map(this::parse).toList();
        CertificateAuthority authority = authority();
        for (Matcher request : parsed) {
            List<String> hosts = List.of(request.group(2).split(",", -1));
            String name = request.group(1) == null ? directoryName(hosts.get(0)) : request.group(1);
            if (!published.fetch(name, directory)) {
                authority.issue(keyType, hosts).write(directory.resolve(name));
                published.keep(name, directory);
            }
            out.println(directory.resolve(name) + " for " + String.join(", ", hosts));
        }
        return 0;
    }

    private Matcher parse(String request) {
        Matcher matcher = REQUEST.matcher(request);
        if (!matcher.matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "not a host (saw '" + request + "'); write mail.example.com, 127.0.0.1 or name=host,host");
        }
        return matcher;
    }

    private CertificateAuthority authority() throws IOException {
        Path place = directory.resolve(authorityName);
        if (!published.fetch(authorityName, directory)) {
            if (!Files.exists(place.resolve("tls.key"))) {
                CertificateAuthority.create(authorityName, KeyType.RSA_2048).write(place);
            }
            published.keep(authorityName, directory);
        }
        return CertificateAuthority.read(place);
    }

    static String directoryName(String host) {
        return host.replace("*", "wildcard").replaceAll("[.:_]", "-") + "-tls";
    }
}
