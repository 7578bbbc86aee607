package io.zimbraproxy.crds.validate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void hasPathDefectValueAndAdvice() {
        assertThat(new Problem("spec.hostname", "is not a host name", "a b", "correct it"))
                .hasToString("spec.hostname: is not a host name (saw a b); correct it");
        assertThat(new Problem("spec.hostname", "is missing", null, "add it"))
                .hasToString("spec.hostname: is missing; add it");
    }

    @Test
    void staysOnOneLine() {
        assertThat(new Problem("spec.a\n", "is wrong", "b\r\n\u001b[31m\u2028\u202e", "correct it"))
                .hasToString("spec.a?: is wrong (saw b???[31m??); correct it");
    }

    @Test
    void hidesPasswordsOfUrls() {
        assertThat(new Problem("a", "is wrong", "[redis://u:p@ss@cache:6379, https://b/c@d]", "correct it"))
                .hasToString("a: is wrong (saw [redis://***@cache:6379, https://b/c@d]); correct it");
    }

    @Test
    void isShort() {
        assertThat(new Problem("a", "is wrong", "x".repeat(10_000), "correct it").toString())
                .hasSizeLessThan(200);
    }
}
