package io.zimbraproxy.operator.k8s;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Helm chart, rendered by Helm itself. */
final class Chart {
    private static final Path COPY = copy();

    private Chart() {}

    /** What {@code helm template} prints with these values. */
    static String render(Path values) {
        return new Helm(COPY)
                .template()
                .withName("zimbra-proxy")
                .withNamespace("zimbra-proxy-system")
                .withValuesFile(values)
                .call();
    }

    /** Helm as a library takes every cluster for 1.20 and cannot be told otherwise: the copy leaves the demand out. */
    private static Path copy() {
        try {
            Path copy = Files.createDirectories(Path.of("target/chart"));
            for (Path file : Folder.files(Folder.CHART)) {
                Path target = copy.resolve(Folder.CHART.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, Folder.text(file).replaceAll("(?m)^kubeVersion: .*\n", ""));
            }
            return copy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
