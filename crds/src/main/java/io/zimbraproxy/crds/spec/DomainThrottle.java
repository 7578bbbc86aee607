package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Limits of one domain. Null means that the general limit applies. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DomainThrottle(
        @JsonPropertyDescription(
                "Mail connections per client address, for clients that request one of the host names in the TLS handshake.")
        @Nullable
        RateLimit ip,

        @JsonPropertyDescription("IMAP connections per client address; if set, replaces ip for IMAP.") @Nullable
        RateLimit imapIp,

        @JsonPropertyDescription("POP3 connections per client address; if set, replaces ip for POP3.") @Nullable
        RateLimit pop3Ip,

        @JsonPropertyDescription("Successful mail logins per account.") @Nullable
        RateLimit user,

        @JsonPropertyDescription("Failed mail logins per client address, and per account; the default window is 10m.")
        @Nullable
        RateLimit failedLogins,

        @JsonPropertyDescription("Mail sessions that may be open at the same time.") @Nullable
        SessionLimits sessions,

        @JsonPropertyDescription("Web requests per client address; the default window is 1m.") @Nullable
        RateLimit httpIp,

        @JsonPropertyDescription("Text for a client whose address exceeds its limit.")
        @Size(min = 1, max = 200)
        @Pattern(Names.LINE)
        @Nullable
        String ipMessage,

        @JsonPropertyDescription("Text for a client whose account exceeds its limit.")
        @Size(min = 1, max = 200)
        @Pattern(Names.LINE)
        @Nullable
        String userMessage) {
    public DomainThrottle {
        ip = ip == null ? null : RateLimit.over("1h", ip);
        imapIp = imapIp == null ? null : RateLimit.over("1h", imapIp);
        pop3Ip = pop3Ip == null ? null : RateLimit.over("1h", pop3Ip);
        user = user == null ? null : RateLimit.over("1h", user);
        failedLogins = failedLogins == null ? null : RateLimit.over("10m", failedLogins);
        httpIp = httpIp == null ? null : RateLimit.over("1m", httpIp);
    }

    /** Returns true if the domain has no limit of its own. */
    @JsonIgnore
    public boolean isEmpty() {
        return equals(new DomainThrottle(null, null, null, null, null, null, null, null, null));
    }

    /** Returns the section with its defaults. */
    public static DomainThrottle defaults() {
        return Sections.defaults(DomainThrottle.class);
    }

    public DomainThrottle withIp(@Nullable RateLimit ip) {
        return Sections.with(this, "ip", ip);
    }

    public DomainThrottle withUser(@Nullable RateLimit user) {
        return Sections.with(this, "user", user);
    }

    public DomainThrottle withSessions(@Nullable SessionLimits sessions) {
        return Sections.with(this, "sessions", sessions);
    }

    public DomainThrottle withHttpIp(@Nullable RateLimit httpIp) {
        return Sections.with(this, "httpIp", httpIp);
    }
}
