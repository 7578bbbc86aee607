import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One run of an image's program, so that the JVM can write down what it loads and compiles: the archive that later starts begin with.
 *
 * <pre>java Training.java proxy|operator|nle-stub ROOT ARCHIVE STUB_JAR</pre>
 *
 * ROOT is the image's file tree; its own Java and its own settings are used. Exit code 0 when the archive was written.
 */
final class Training {
    private Training() {}

    public static void main(String... args) throws Exception {
        Path root = Path.of(args[1]);
        Path archive = Path.of(args[2]);
        Path stub = Path.of(args[3]);
        try (Folder folder = Folder.temporary()) {
            List<String> java = ImageJava.command(root, archive);
            switch (args[0]) {
                case "proxy" -> proxy(java, root, stub, folder.path());
                case "operator" -> operator(java, root, folder.path());
                case "nle-stub" -> stub(java, root, folder.path());
                default -> throw new IllegalArgumentException("no image of this name: " + args[0]);
            }
        }
        if (!archive.toFile().isFile()) {
            throw new IOException("no archive was written to " + archive);
        }
    }

    /** Every protocol, so that what a login and a request need is there too. */
    private static void proxy(List<String> java, Path root, Path stub, Path folder) throws Exception {
        try (Site site = Site.start(stub, folder);
                Program proxy = Program.start(
                        java,
                        List.of("-Dquarkus.management.port=" + site.management()),
                        root.resolve("app/quarkus-run.jar"),
                        List.of("--config", site.manifest().toString()))) {
            proxy.awaitOk(site.management(), "/q/health/ready");
            Clients clients = new Clients(site);
            for (int round = 0; round < Site.ROUNDS; round++) {
                clients.imap();
                clients.pop3();
                clients.web();
            }
            for (int round = 0; round < Site.CHEAP_ROUNDS; round++) {
                clients.plain();
            }
            proxy.stop();
        }
    }

    /** Without a cluster: started as far as its own port. */
    private static void operator(List<String> java, Path root, Path folder) throws Exception {
        int management = FreePorts.named("management").get("management");
        List<String> settings =
                List.of("-Dquarkus.management.port=" + management, "-Dquarkus.operator-sdk.start-operator=false");
        try (Program operator = Program.start(java, settings, root.resolve("app/quarkus-run.jar"), List.of())) {
            operator.awaitOk(management, "/q/health/live");
            operator.stop();
        }
    }

    private static void stub(List<String> java, Path root, Path folder) throws Exception {
        Path ready = folder.resolve("ports");
        try (Program stub = Program.start(
                java,
                List.of(),
                root.resolve("app/zimbra-proxy-nle-stub.jar"),
                List.of("serve", "--ports", "0", "--lookup-tls", "--ready-file", ready.toString()))) {
            stub.awaitFile(ready);
            stub.stop();
        }
    }
}
