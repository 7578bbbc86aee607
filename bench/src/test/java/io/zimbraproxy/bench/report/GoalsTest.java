package io.zimbraproxy.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.bench.scenario.Scenario;
import io.zimbraproxy.bench.scenario.Scenarios;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GoalsTest {
    @Test
    void areForScenariosThatThereAre() throws IOException {
        assertThat(Goals.read().all())
                .extracting(Goal::scenario)
                .isSubsetOf(Scenarios.all().stream().map(Scenario::name).toList());
    }

    @Test
    void wantMoreThanTheyDemand() throws IOException {
        assertThat(Goals.read().all()).isNotEmpty().allSatisfy(goal -> assertThat(goal.aim())
                .isLessThan(goal.must()));
    }

    @Test
    void tellHowNearAFigureIs() {
        Goal goal = Goal.parse("ping\tratio\t1.1\t0.9");
        assertThat(goal.verdict(0.9)).isEqualTo("aim");
        assertThat(goal.verdict(1.0)).isEqualTo("must");
        assertThat(goal.verdict(1.2)).isEqualTo("above");
    }
}
