package io.zimbraproxy.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the rules are cheap enough for the API server, which refuses a CRD with costly rules. */
class RuleCostTest {
    /** StaticEstimatedCostLimit of the API server: for one rule at all its places. */
    private static final long MOST_OF_ONE = 10_000_000;

    /** StaticEstimatedCRDCostLimit of the API server: for all rules. */
    private static final long MOST_OF_ALL = 100_000_000;

    private record Cost(String path, String rule, long once, long places) {
        long all() {
            return once * places;
        }

        @Override
        public String toString() {
            return "%,d = %,d x %,d at %s: %s".formatted(all(), once, places, path, rule);
        }
    }

    @Test
    void rulesAreCheapEnough() {
        List<Cost> costs = new ArrayList<>();
        collect("", CrdFile.schema(), 1, costs);
        costs.sort(Comparator.comparingLong(Cost::all).reversed());

        assertThat(costs).hasSizeGreaterThan(50);
        assertThat(costs.get(0).all()).as(costs.get(0).toString()).isLessThan(MOST_OF_ONE);
        assertThat(costs.stream().mapToLong(Cost::all).sum()).isLessThan(MOST_OF_ALL);
    }

    private static void collect(String path, JsonNode schema, long places, List<Cost> costs) {
        schema.path("x-kubernetes-validations").forEach(validation -> {
            String rule = validation.path("rule").asText();
            costs.add(new Cost(path, rule, RuleCost.of(rule, schema), places));
        });
        schema.path("properties")
                .properties()
                .forEach(field -> collect(path + "." + field.getKey(), field.getValue(), places, costs));
        if (schema.has("items")) {
            collect(
                    path + "[]",
                    schema.get("items"),
                    places * schema.path("maxItems").asLong(),
                    costs);
        }
        if (schema.path("additionalProperties").isObject()) {
            JsonNode values = schema.get("additionalProperties");
            collect(path + ".*", values, places * schema.path("maxProperties").asLong(), costs);
        }
    }

    /** Costs calculated by hand from cel-go, checker/cost.go. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "has(self.a) ; 2",
                "!has(self.a) || has(self.l) ; 5",
                // Two names, two fields, and the shorter of 40 bytes and 200.
                "self.a == self.b ; 8",
                "self.a == 'HTTP' ; 3",
                "self.a in ['x', 'yz'] ; 14",
                "duration(self.a) <= duration('1h') ; 5",
                "size(self.l) == 1 ; 4",
                // A tenth of the longest text plus one byte, times a quarter of the expression.
                "self.a.matches('abc')                  ; 7",
                // The list, its start and result, and 100 times: three for the condition, four for the step.
                "self.l.exists(x, has(x.c)) ; 603",
                "self.l.all(x, self.l.exists(y, true)) ; 40603",
                // A text without bound.
                "self.u == self.u ; 314577",
            })
    void costsWhatTheApiServerSays(String rule, long cost) throws JsonProcessingException {
        JsonNode schema = new ObjectMapper().readTree("""
                {"type": "object", "properties": {
                  "a": {"type": "string", "maxLength": 10},
                  "b": {"type": "string", "maxLength": 50},
                  "u": {"type": "string"},
                  "l": {"type": "array", "maxItems": 100, "items":
                    {"type": "object", "properties": {"c": {"type": "string", "maxLength": 10}}}}}}
                """);

        assertThat(RuleCost.of(rule, schema)).isEqualTo(cost);
    }
}
