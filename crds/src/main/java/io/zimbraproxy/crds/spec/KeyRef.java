package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Reference to one key of a Secret. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyRef(
        @JsonPropertyDescription("Name of the Secret.") @Required @Size(min = 1, max = 253) @Pattern(Names.SUBDOMAIN)
        String name,

        @JsonPropertyDescription("Key in the Secret that holds the value.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.SECRET_KEY)
        String key) {}
