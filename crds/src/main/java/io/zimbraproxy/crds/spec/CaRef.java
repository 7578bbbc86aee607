package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Secret that holds certificate authorities. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CaRef(
        @JsonPropertyDescription("Name of the Secret; its key ca.crt (one or more PEM certificates) is used.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.SUBDOMAIN)
        String name) {}
