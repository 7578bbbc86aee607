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

    /** True where Helm's library is among what the tests bring along. */
    static boolean canBeRendered() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Skips a test on other machines. */
    static void need() {
        assumeTrue(canBeRendered(), "Helm's library is here for Linux on x86-64 only");
    }

    /** What {@code helm lint} says. */
    static LintResult lint() {
        need();
        return new Helm(ProjectFiles.CHART).lint().strict().quiet().call();
    }

    /** What {@code helm template} prints with these values. */
    static String render(Path values) {
        need();
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
