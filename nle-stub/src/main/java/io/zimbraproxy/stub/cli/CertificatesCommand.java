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

/** The command {@code certificates}: writes certificates in the layout of mounted Kubernetes Secrets. */
@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        description = "Writes DIR/<name>/tls.crt, tls.key and ca.crt for each HOST, and the authority to DIR/<ca-name>."
                + " An existing authority is used again. In a pod, --publish also stores them as Secrets.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CertificatesCommand implements Callable<Integer> {

    private static final Pattern NAMED_HOSTS =
            Pattern.compile("(?:([a-z0-9][a-z0-9.-]*)=)?([A-Za-z0-9*._:-]+(?:,[A-Za-z0-9*._:-]+)*)");

    /** One certificate to issue: the name of its directory, and the DNS names and addresses in it. */
    private record CertificateOrder(String name, List<String> hosts) {}

    @Spec
    private CommandSpec spec;

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "Parent of the written directories.")
    private Path directory;

    @Option(
            names = "--ca-name",
            defaultValue = "stub-ca",
            paramLabel = "NAME",
            description = "Directory and common name of the authority; default: stub-ca.")
    private String authorityName;

    @Option(
            names = "--key",
            defaultValue = "RSA_2048",
            description = "Key type of the certificates: RSA_2048 (default) or ECDSA_P256.")
    private KeyType keyType;

    @Mixin
    private PublishedSecrets published;

    @Parameters(
            arity = "1..*",
            paramLabel = "HOST",
            description =
                    "DNS names or addresses of one certificate, separated by commas. NAME=HOST sets the directory; default:"
                            + " derived from the first host, mail.example.com gives mail-example-com-tls.")
    private List<String> arguments;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<CertificateOrder> orders = arguments.stream().map(this::parse).toList();
        CertificateAuthority authority = authority();
        for (CertificateOrder order : orders) {
            if (!published.fetch(order.name(), directory)) {
                authority.issue(keyType, order.hosts()).write(directory.resolve(order.name()));
                published.store(order.name(), directory);
            }
            out.println(directory.resolve(order.name()) + " for " + String.join(", ", order.hosts()));
        }
        return 0;
    }

    private CertificateOrder parse(String argument) {
        Matcher matcher = NAMED_HOSTS.matcher(argument);
        if (!matcher.matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "HOST: not a host (saw '" + argument + "'); write mail.example.com, 127.0.0.1 or name=host,host");
        }
        List<String> hosts = List.of(matcher.group(2).split(",", -1));
        String name = matcher.group(1);
        return new CertificateOrder(name == null ? directoryName(hosts.get(0)) : name, hosts);
    }

    private CertificateAuthority authority() throws IOException {
        Path files = directory.resolve(authorityName);
        if (!published.fetch(authorityName, directory)) {
            if (!Files.exists(files.resolve("tls.key"))) {
                CertificateAuthority.create(authorityName, KeyType.RSA_2048).write(files);
            }
            published.store(authorityName, directory);
        }
        return CertificateAuthority.read(files);
    }

    private static String directoryName(String host) {
        return host.replace("*", "wildcard").replaceAll("[.:_]", "-") + "-tls";
    }
}
