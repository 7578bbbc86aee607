package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Constraints that spread pods over zones and nodes where possible. */
final class TopologySpread {
    private TopologySpread() {}

    static List<TopologySpreadConstraint> over(Map<String, String> selector) {
        return Stream.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")
                .map(key -> new TopologySpreadConstraintBuilder()
                        .withMaxSkew(1)
                        .withTopologyKey(key)
                        .withWhenUnsatisfiable("ScheduleAnyway")
                        .withNewLabelSelector()
                        .withMatchLabels(selector)
                        .endLabelSelector()
                        .build())
                .toList();
    }
}
