package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** Limits of one domain; null where the general one applies. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DomainThrottle(
        @JsonPropertyDescription(
                "Mail connections per client address, of clients that ask for one of the host names when TLS begins.")
        RateLimit ip,

        @JsonPropertyDescription("IMAP connections per client address; takes the place of ip when set.")
        RateLimit imapIp,

        @JsonPropertyDescription("POP3 connections per client address; takes the place of ip when set.")
        RateLimit pop3Ip,

        @JsonPropertyDescription("Successful mail logins per account.")
        RateLimit user,

        @JsonPropertyDescription(
                "Failed mail logins per client address, and per account; the window is 10m when left out.")
        RateLimit failedLogins,

        @JsonPropertyDescription("Mail sessions open at the same time.")
        SessionLimits sessions,

        @JsonPropertyDescription("Web requests per client address; the window is 1m when left out.")
        RateLimit httpIp,

        @JsonPropertyDescription("What a client hears whose address is over its limit.")
        @Size(min = 1, max = 200)
        @Pattern(Names.LINE)
        String ipMessage,

        @JsonPropertyDescription("What a client hears whose account is over its limit.")
        @Size(min = 1, max = 200)
        @Pattern(Names.LINE)
        String userMessage) {
    public DomainThrottle {
        ip = ip == null ? null : RateLimit.over("1h", ip);
        imapIp = imapIp == null ? null : RateLimit.over("1h", imapIp);
        pop3Ip = pop3Ip == null ? null : RateLimit.over("1h", pop3Ip);
        user = user == null ? null : RateLimit.over("1h", user);
        failedLogins = failedLogins == null ? null : RateLimit.over("10m", failedLogins);
        httpIp = httpIp == null ? null : RateLimit.over("1m", httpIp);
    }

    /** True when nothing differs from the general limits. */
    @JsonIgnore
    public boolean isEmpty() {
        return equals(new DomainThrottle(null, null, null, null, null, null, null, null, null));
    }
}
