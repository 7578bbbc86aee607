package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Reference to a Secret with certificate authorities. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CaRef(
        @JsonPropertyDescription("Name of the Secret; its key ca.crt holds one or more PEM certificates.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.SUBDOMAIN)
        String name) {}
