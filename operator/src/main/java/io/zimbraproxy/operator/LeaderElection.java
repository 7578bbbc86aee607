package io.zimbraproxy.operator;

import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurationServiceCustomizer;
import io.quarkus.arc.Unremovable;
import io.zimbraproxy.operator.desired.Labels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Configures leader election: only the leader reconciles, and another operator takes over when the leader ends. Without {@code
 * pod.namespace}, that is outside a cluster, there is no election.
 */
@ApplicationScoped
@Unremovable
public class LeaderElection implements ConfigurationServiceCustomizer {
    private final Optional<String> namespace;
    private final Optional<String> pod;

    LeaderElection(
            @ConfigProperty(name = "pod.namespace") Optional<String> namespace,
            @ConfigProperty(name = "pod.name") Optional<String> pod) {
        this.namespace = namespace;
        this.pod = pod;
    }

    @Override
    public Consumer<ConfigurationServiceOverrider> overrider() {
        return overrider -> namespace.ifPresent(own -> {
            LeaderElectionConfigurationBuilder election =
                    LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(Labels.OPERATOR)
                            .withLeaseNamespace(own);
            pod.ifPresent(election::withIdentity);
            overrider.withLeaderElectionConfiguration(election.build());
        });
    }
}
