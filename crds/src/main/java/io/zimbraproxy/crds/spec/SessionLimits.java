package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Limits on mail sessions that are open at the same time. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SessionLimits(
        @JsonPropertyDescription("Connections of one client address, logged in or not; 0 for no limit.")
        @Min(0)
        @Max(1000000)
        @Default(SessionLimits.NONE)
        Integer perIp,

        @JsonPropertyDescription("Sessions of one account; 0 for no limit.")
        @Min(0)
        @Max(1000000)
        @Default(SessionLimits.NONE)
        Integer perUser) {
    static final String NONE = "0";

    public SessionLimits {
        perIp = perIp == null ? Integer.valueOf(NONE) : perIp;
        perUser = perUser == null ? Integer.valueOf(NONE) : perUser;
    }

    /** Everything left out. */
    public static SessionLimits defaults() {
        return new SessionLimits(null, null);
    }
}
