package io.zimbraproxy.stub.cli;

import io.zimbraproxy.stub.cluster.PodIdentity;
import io.zimbraproxy.stub.cluster.SecretStore;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Certificates that are also stored as Secrets in the pod's namespace, so that they survive the pod. */
final class PublishedSecrets {

    @Option(
            names = "--publish",
            split = ",",
            paramLabel = "NAME",
            description =
                    "In a pod: use the certificate in the Secret NAME if it exists, else issue one and store it there."
                            + " The service account needs get and create on secrets.")
    private List<String> names = List.of();

    @Option(
            names = "--service-account",
            paramLabel = "DIR",
            description = "Directory with token, namespace and ca.crt of the pod; default: the Kubernetes mount.")
    private Path serviceAccount = PodIdentity.MOUNT;

    @Option(names = "--api-server", paramLabel = "URL", description = "Default: https://kubernetes.default.svc.")
    private String server = "https://kubernetes.default.svc";

    /** Writes DIR/name from its Secret; false if the name is not published, or the Secret does not exist yet. */
    boolean fetch(String name, Path directory) throws IOException {
        if (!names.contains(name)) {
            return false;
        }
        Optional<PemPair> stored = secrets().read(name);
        if (stored.isPresent()) {
            stored.get().write(directory.resolve(name));
        }
        return stored.isPresent();
    }

    /** Stores DIR/name as a Secret. If another pod has created the Secret first, its content replaces DIR/name. */
    void store(String name, Path directory) throws IOException {
        if (names.contains(name) && !secrets().create(name, PemPair.read(directory.resolve(name)))) {
            fetch(name, directory);
        }
    }

    private SecretStore secrets() throws IOException {
        return new SecretStore(PodIdentity.read(server, serviceAccount));
    }
}
