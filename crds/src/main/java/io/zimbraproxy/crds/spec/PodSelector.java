package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Selects pods in the namespace of the resource. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodSelector(
        @JsonPropertyDescription("Labels that a pod must have.") @Required @Size(min = 1, max = 16)
        Map<String, @Size(max = 63) String> matchLabels) {
    public PodSelector {
        matchLabels = Ordered.copyOf(matchLabels);
    }
}
