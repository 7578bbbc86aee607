package io.zimbraproxy.proxy.it.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;

/** Requirements of tests on the machine. */
public final class Requirement {
    private Requirement() {}

    /** Skips the test if the requirement is not met; in CI, fails it. */
    public static void of(boolean met, String hint) {
        if (System.getenv("CI") != null) {
            assertThat(met).as(hint).isTrue();
        }
        Assumptions.assumeTrue(met, hint);
    }
}
