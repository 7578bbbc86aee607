package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** Resource requests and limits of a container. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Resources(
        @JsonPropertyDescription("Reserved resources, for example cpu: 500m and memory: 512Mi.") @Size(max = 16)
        Map<String, Quantity> requests,

        @JsonPropertyDescription("Highest resource use.") @Size(max = 16)
        Map<String, Quantity> limits) {
    public Resources {
        requests = Ordered.copyOf(requests);
        limits = Ordered.copyOf(limits);
    }
}
