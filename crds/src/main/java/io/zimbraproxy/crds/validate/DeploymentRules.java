package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Autoscaling;
import io.zimbraproxy.crds.spec.Deployment;

/** Rules for {@code deployment}. */
final class DeploymentRules {
    private DeploymentRules() {}

    static void check(Problems at, Deployment deployment) {
        Autoscaling autoscaling = deployment.autoscaling();
        if (autoscaling.minReplicas() > autoscaling.maxReplicas()) {
            at.at("autoscaling")
                    .at("maxReplicas")
                    .add(
                            "is below minReplicas",
                            autoscaling.maxReplicas(),
                            "give at least " + autoscaling.minReplicas());
        }
        Addresses.networks(
                at.at("service"),
                "loadBalancerSourceRanges",
                deployment.service().loadBalancerSourceRanges());
    }
}
