package io.zimbraproxy.operator.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Helm chart, rendered by Helm as a library. */
final class HelmChart {
    private static final Path COPY = copy();

    private HelmChart() {}

    /** Returns true on platforms for which the tests include the Helm library. */
    static boolean isAvailable() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Skips a test on other platforms. */
    static void assumeAvailable() {
        assumeTrue(isAvailable(), "the tests include the Helm library for Linux on x86-64 only");
    }

    /** Runs {@code helm lint --strict}. */
    static LintResult lint() {
        assumeAvailable();
        return new Helm(ProjectFiles.CHART).lint().strict().quiet().call();
    }

    /** Runs {@code helm template} with a file of values. */
    static String render(Path values) {
        assumeAvailable();
        return new Helm(COPY)
                .template()
                .withName("zimbra-proxy")
                .withNamespace("zimbra-proxy-system")
                .withValuesFile(values)
                .call();
    }

    /** Copies the chart without {@code kubeVersion}, because the Helm library always assumes Kubernetes 1.20. */
    private static Path copy() {
        try {
            Path copy = Files.createDirectories(Path.of("target/chart"));
            for (Path file : ProjectFiles.files(ProjectFiles.CHART)) {
                Path target = copy.resolve(ProjectFiles.CHART.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, ProjectFiles.text(file).replaceAll("(?m)^kubeVersion: .*\n", ""));
            }
            return copy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
