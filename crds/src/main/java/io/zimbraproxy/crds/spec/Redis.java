package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Routes and counters shared with other proxies. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Redis(
        @JsonPropertyDescription("redis:// or rediss:// URLs; several for sentinel or cluster.")
        @Required
        @Size(min = 1, max = 64)
        List<@Size(min = 1, max = 273) @Pattern(Names.REDIS) String> hosts,

        @JsonPropertyDescription("Where the password is.") KeyRef passwordRef) {
    public Redis {
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
    }
}
