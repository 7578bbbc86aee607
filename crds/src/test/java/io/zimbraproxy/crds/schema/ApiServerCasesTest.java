package io.zimbraproxy.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.zimbraproxy.crds.cases.Case;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API server takes what the proxy takes, and refuses what it can of the rest: one set of cases for both. */
class ApiServerCasesTest {
    private final ApiServer server = new ApiServer(CrdFile.schema());

    static Stream<Case> accepted() {
        return Case.in("good");
    }

    static Stream<Case> refused() {
        return Case.in("bad").filter(manifest -> !manifest.onlyJava());
    }

    static Stream<Case> notItsBusiness() {
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

    /** Keeps the mark honest: a rule that the schema has learned loses it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notItsBusiness(Case manifest) throws JsonProcessingException {
        assertThat(reasons(manifest)).as(manifest.name()).isEmpty();
    }

    private List<String> reasons(Case manifest) throws JsonProcessingException {
        return server.validate(new YAMLMapper().readTree(manifest.text()));
    }
}
