package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Reference to a Service in the namespace of the resource. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceRef(
        @JsonPropertyDescription("Name of the Service.") @Required @Size(min = 1, max = 63) @Pattern(Names.LABEL)
        String name) {}
