package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Settings for long-polling requests. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Polling(
        @JsonPropertyDescription(
                "Path prefixes of long-polling requests, in addition to ActiveSync, EWS, NoOp and WaitSet.")
        @Size(max = 64)
        List<@Size(min = 1, max = 253) @Pattern(Names.PATH) String> paths) {
    public Polling {
        paths = paths == null ? List.of() : List.copyOf(paths);
    }

    /** Returns the section with its defaults. */
    public static Polling defaults() {
        return Sections.defaults(Polling.class);
    }
}
