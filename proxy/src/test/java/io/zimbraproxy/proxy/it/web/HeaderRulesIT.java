package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.CaseName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the cases of {@code web/headers}: header fields that servers and clients get. */
@ExtendWith(CaseName.class)
class HeaderRulesIT {
    private static final Path CASES = Path.of("src/test/resources/web/headers");

    @TempDir
    static Path folder;

    private static PoolSites sites;

    @BeforeAll
    static void start() {
        sites = new PoolSites(folder);
    }

    @AfterAll
    static void stop() {
        sites.close();
    }

    static Stream<HeaderCase> cases() throws IOException {
        List<HeaderCase> cases = HeaderCase.read(CASES);
        assertThat(cases).isNotEmpty();
        return cases.stream().sorted(Comparator.comparing(found -> found.setting("site")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void headersAreAsWritten(HeaderCase headerCase) throws Exception {
        new HeaderCaseRunner(sites.at(headerCase.setting("site")), headerCase).run();
    }
}
