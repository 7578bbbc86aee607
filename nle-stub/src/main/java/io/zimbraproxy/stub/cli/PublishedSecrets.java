package io.zimbraproxy.stub.cli;

import io.zimbraproxy.stub.cluster.PodIdentity;
import io.zimbraproxy.stub.cluster.SecretStore;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which of the certificates live in Secrets of the pod's namespace, and outlive the pod there. */
final class PublishedSecrets {

    @Option(
            names = "--publish",
            split = ",",
            paramLabel = "NAME",
            description =
                    "In a pod: what the Secret NAME holds is taken instead of a new certificate, and one that is new"
                            + " is put there. The service account needs get and create on secrets.")
    private List<String> names = List.of();

    @Option(
            names = "--service-account",
            paramLabel = "DIR",
            description = "token, namespace and ca.crt of the pod; default: where Kubernetes mounts them.")
    private Path serviceAccount = PodIdentity.MOUNT;

    @Option(names = "--api-server", paramLabel = "URL", description = "Default: the cluster's, by its service name.")
    private String server = "https://kubernetes.default.svc";

    /** Writes DIR/name from its Secret; false when it is none of ours, or is not there yet. */
    boolean fetch(String name, Path directory) throws IOException {
        if (!names.contains(name)) {
            return false;
        }
        Optional<PemPair> kept = store().read(name);
        if (kept.isPresent()) {
            kept.get().write(directory.resolve(name));
        }
        return kept.isPresent();
    }

    /** Puts DIR/name into its Secret; one that came first wins, and is written to DIR/name instead. */
    void keep(String name, Path directory) throws IOException {
        if (names.contains(name) && !store().create(name, PemPair.read(directory.resolve(name)))) {
            fetch(name, directory);
        }
    }

    private SecretStore store() throws IOException {
        return new SecretStore(PodIdentity.read(server, serviceAccount));
    }
}
