package io.zimbraproxy.operator.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Helm chart, rendered by Helm itself. */
final class HelmChart {
    private static final Path COPY = copy();

    private HelmChart() {}

    /** Tells whether the tests have Helm's native library for this machine. */
    static boolean canBeRendered() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Skips the test on other machines. */
    static void need() {
        assumeTrue(canBeRendered(), "the tests have Helm's native library for Linux on x86-64 only");
    }

    /** Runs {@code helm lint}. */
    static LintResult lint() {
        need();
        return new Helm(ProjectFiles.CHART).lint().strict().quiet().call();
    }

    /** Returns the output of {@code helm template} with these values. */
    static String render(Path values) {
        need();
        return new Helm(COPY)
                .template()
                .withName("zimbra-proxy")
                .withNamespace("zimbra-proxy-system")
                .withValuesFile(values)
                .call();
    }

    /** Copies the chart without its {@code kubeVersion}: Helm's library always assumes Kubernetes 1.20. */
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
