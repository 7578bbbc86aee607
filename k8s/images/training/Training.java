import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Training run of the program of an image, in which the JVM writes its AOT cache: the classes and profiles for later starts.
 *
 * <pre>java Training.java proxy|operator|nle-stub ROOT ARCHIVE STUB_JAR</pre>
 *
 * ROOT is the file tree of the image, whose Java runtime and options are used. Exit code 0 means that ARCHIVE was written.
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
                default -> throw new IllegalArgumentException("unknown image: " + args[0]);
            }
        }
        if (!archive.toFile().isFile()) {
            throw new IOException("the JVM wrote no AOT cache to " + archive);
        }
    }

    /** Serves all protocols, so that the AOT cache includes logins and requests. */
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

    /** Starts the operator without a cluster, until its management port is open. */
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
