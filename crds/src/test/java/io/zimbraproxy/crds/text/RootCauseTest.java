package io.zimbraproxy.crds.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RootCauseTest {
    @Test
    void findsTheInnermostCause() {
        IOException cause = new IOException("refused");
        Throwable fault = new CompletionException("outer", new IllegalStateException("middle", cause));
        assertThat(RootCause.of(fault)).isSameAs(cause);
        assertThat(RootCause.of(cause)).isSameAs(cause);
        assertThat(RootCause.message(fault)).isEqualTo("refused");
    }

    @Test
    void namesTheClassWithoutMessage() {
        assertThat(RootCause.message(new CompletionException(new IOException())))
                .isEqualTo("IOException");
    }
}
