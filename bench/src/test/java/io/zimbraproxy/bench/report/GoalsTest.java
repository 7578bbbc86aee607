package io.zimbraproxy.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.bench.scenario.Scenario;
import io.zimbraproxy.bench.scenario.Scenarios;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Tests of the goals in goals.tsv. */
class GoalsTest {
    @Test
    void goalsNameExistingScenarios() throws IOException {
        assertThat(Goals.read().all())
                .extracting(Goal::scenario)
                .isSubsetOf(Scenarios.all().stream().map(Scenario::name).toList());
    }

    @Test
    void aimIsBelowMust() throws IOException {
        assertThat(Goals.read().all()).isNotEmpty().allSatisfy(goal -> assertThat(goal.aim())
                .isLessThan(goal.must()));
    }

    @Test
    void ratesAFigure() {
        Goal goal = Goal.parse("ping\tratio\t1.1\t0.9");
        assertThat(goal.rate(0.9)).isEqualTo(Goal.Rating.AIM);
        assertThat(goal.rate(1.0)).isEqualTo(Goal.Rating.MUST);
        assertThat(goal.rate(1.2)).isEqualTo(Goal.Rating.ABOVE);
    }
}
