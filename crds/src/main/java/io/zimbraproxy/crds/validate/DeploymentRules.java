package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Autoscaling;
import io.zimbraproxy.crds.spec.Deployment;

/** Rules about pods. */
final class DeploymentRules {
    private DeploymentRules() {}

    static void check(Problems at, Deployment deployment) {
        LimitRules.range(at.at("replicas"), deployment.replicas(), 0, 1000);
        Autoscaling autoscaling = deployment.autoscaling();
        if (autoscaling.minReplicas() > autoscaling.maxReplicas()) {
            at.at("autoscaling")
                    .at("maxReplicas")
                    .add(
                            "is below minReplicas",
                            autoscaling.maxReplicas(),
                            "give at least " + autoscaling.minReplicas());
        }
        for (int i = 0; i < deployment.service().loadBalancerSourceRanges().size(); i++) {
            HostRules.network(
                    at.at("service").at("loadBalancerSourceRanges", i),
                    deployment.service().loadBalancerSourceRanges().get(i));
        }
    }
}
