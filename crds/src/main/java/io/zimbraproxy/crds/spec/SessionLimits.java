package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Limits on concurrent mail sessions. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SessionLimits(
        @JsonPropertyDescription(
                "Highest number of mail connections per client address, before and after the login; 0 for no limit.")
        @Min(0)
        @Max(1000000)
        @Default(SessionLimits.NONE)
        Integer perIp,

        @JsonPropertyDescription("Highest number of sessions per account; 0 for no limit.")
        @Min(0)
        @Max(1000000)
        @Default(SessionLimits.NONE)
        Integer perUser) {
    static final String NONE = "0";

    public SessionLimits {
        perIp = perIp == null ? Integer.valueOf(NONE) : perIp;
        perUser = perUser == null ? Integer.valueOf(NONE) : perUser;
    }

    /** Returns the section with its defaults. */
    public static SessionLimits defaults() {
        return Sections.defaults(SessionLimits.class);
    }
}
