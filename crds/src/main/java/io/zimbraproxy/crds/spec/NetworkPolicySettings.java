package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** Who may connect to the pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NetworkPolicySettings(
        @JsonPropertyDescription(
                "Whether only the public ports are open to everybody, and the management port to pods of the cluster alone.")
        @Default("true")
        Boolean enabled) {
    public NetworkPolicySettings {
        enabled = enabled == null ? Boolean.TRUE : enabled;
    }

    /** Everything left out. */
    public static NetworkPolicySettings defaults() {
        return new NetworkPolicySettings(null);
    }
}
