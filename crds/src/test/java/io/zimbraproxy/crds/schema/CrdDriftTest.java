package io.zimbraproxy.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the CRD in the repository matches the records. */
class CrdDriftTest {
    @Test
    void crdIsUpToDate(@TempDir Path folder) throws IOException {
        assertThat(CrdFile.CHECKED_IN)
                .as("%s is out of date; refresh it with: %s", CrdFile.CHECKED_IN, CrdFile.REFRESH)
                .hasContent(CrdFile.generate(folder));
    }
}
