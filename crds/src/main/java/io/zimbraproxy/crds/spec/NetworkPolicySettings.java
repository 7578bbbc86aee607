package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** Settings of the NetworkPolicy for the pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NetworkPolicySettings(
        @JsonPropertyDescription(
                "Whether a NetworkPolicy opens only the public ports to all clients, and the management port to pods of the cluster.")
        @Default("true")
        Boolean enabled) {
    public NetworkPolicySettings {
        enabled = enabled == null ? Boolean.TRUE : enabled;
    }

    /** Returns the section with its defaults. */
    public static NetworkPolicySettings defaults() {
        return Sections.defaults(NetworkPolicySettings.class);
    }
}
