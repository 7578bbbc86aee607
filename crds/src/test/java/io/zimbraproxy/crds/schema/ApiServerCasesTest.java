package io.zimbraproxy.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.zimbraproxy.crds.cases.Case;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the cases against the API server: it accepts all that the proxy accepts, and refuses the rest as far as it can. */
class ApiServerCasesTest {
    private final ApiServer server = new ApiServer(CrdFile.schema());

    static Stream<Case> accepted() {
        return Case.in("good");
    }

    static Stream<Case> refused() {
        return Case.in("bad").filter(manifest -> !manifest.onlyJava());
    }

    static Stream<Case> acceptedDespiteProblems() {
        return Case.in("bad").filter(Case::onlyJava);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(Case manifest) throws JsonProcessingException {
        assertThat(reasons(manifest)).as(manifest.name()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(Case manifest) throws JsonProcessingException {
        assertThat(reasons(manifest)).as(manifest.name()).isNotEmpty();
    }

    /** Fails for a mark {@code # only: java} that is no longer true. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void acceptedDespiteProblems(Case manifest) throws JsonProcessingException {
        assertThat(reasons(manifest)).as(manifest.name()).isEmpty();
    }

    private List<String> reasons(Case manifest) throws JsonProcessingException {
        return server.validate(new YAMLMapper().readTree(manifest.text()));
    }
}
