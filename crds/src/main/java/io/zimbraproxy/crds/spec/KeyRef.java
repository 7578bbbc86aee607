package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One key of a Secret. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyRef(
        @JsonPropertyDescription("Name of the Secret.") @Size(max = 253) @Required @Pattern(Names.LABEL)
        String name,

        @JsonPropertyDescription("Key in the Secret that holds the value.")
        @Size(max = 253)
        @Required
        @Pattern("^[-._a-zA-Z0-9]+$")
        String key) {}
