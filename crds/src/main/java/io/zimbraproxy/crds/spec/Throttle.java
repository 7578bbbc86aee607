package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits per client address and per account. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Throttle(
        @JsonPropertyDescription("Mail connections per client address.")
        RateLimit ip,

        @JsonPropertyDescription("IMAP connections per client address; if set, replaces ip for IMAP.")
        RateLimit imapIp,

        @JsonPropertyDescription("POP3 connections per client address; if set, replaces ip for POP3.")
        RateLimit pop3Ip,

        @JsonPropertyDescription("Successful mail logins per account.")
        RateLimit user,

        @JsonPropertyDescription(
                "Failed mail logins per client address, and per account. Each one lengthens the delay of the next failure. The default window is 10m.")
        RateLimit failedLogins,

        @JsonPropertyDescription("Mail sessions that may be open at the same time.")
        SessionLimits sessions,

        @JsonPropertyDescription("Web requests per client address; the default window is 1m.")
        RateLimit httpIp,

        @JsonPropertyDescription("Client addresses and networks (CIDR) to which no limit per address applies.")
        @Size(max = 256)
        List<@Size(min = 2, max = 49) @Pattern(Names.NETWORK) String> exempt,

        @JsonPropertyDescription("Text for a client whose address exceeds its limit.")
        @Size(min = 1, max = 200)
        @Pattern(Names.LINE)
        @Default(Throttle.IP_MESSAGE)
        String ipMessage,

        @JsonPropertyDescription("Text for a client whose account exceeds its limit.")
        @Size(min = 1, max = 200)
        @Pattern(Names.LINE)
        @Default(Throttle.USER_MESSAGE)
        String userMessage) {
    static final String IP_MESSAGE = "Login rejected from this IP";
    static final String USER_MESSAGE = "Login rejected for this user";

    public Throttle {
        ip = RateLimit.over("1h", ip);
        imapIp = RateLimit.over("1h", imapIp);
        pop3Ip = RateLimit.over("1h", pop3Ip);
        user = RateLimit.over("1h", user);
        failedLogins = RateLimit.over("10m", failedLogins);
        sessions = sessions == null ? SessionLimits.defaults() : sessions;
        httpIp = RateLimit.over("1m", httpIp);
        exempt = exempt == null ? List.of() : List.copyOf(exempt);
        ipMessage = ipMessage == null ? IP_MESSAGE : ipMessage;
        userMessage = userMessage == null ? USER_MESSAGE : userMessage;
    }

    /** Returns the section with its defaults. */
    public static Throttle defaults() {
        return Sections.defaults(Throttle.class);
    }

    /** Returns the limits of a domain: each of its own limits, else the general one. */
    public Throttle with(DomainThrottle own) {
        return new Throttle(
                first(own.ip(), ip),
                first(own.imapIp(), imapIp),
                first(own.pop3Ip(), pop3Ip),
                first(own.user(), user),
                first(own.failedLogins(), failedLogins),
                first(own.sessions(), sessions),
                first(own.httpIp(), httpIp),
                exempt,
                first(own.ipMessage(), ipMessage),
                first(own.userMessage(), userMessage));
    }

    private static <T> T first(@Nullable T own, T general) {
        return own == null ? general : own;
    }

    public Throttle withIp(@Nullable RateLimit ip) {
        return Sections.with(this, "ip", ip);
    }

    public Throttle withImapIp(@Nullable RateLimit imapIp) {
        return Sections.with(this, "imapIp", imapIp);
    }

    public Throttle withPop3Ip(@Nullable RateLimit pop3Ip) {
        return Sections.with(this, "pop3Ip", pop3Ip);
    }

    public Throttle withUser(@Nullable RateLimit user) {
        return Sections.with(this, "user", user);
    }

    public Throttle withFailedLogins(@Nullable RateLimit failedLogins) {
        return Sections.with(this, "failedLogins", failedLogins);
    }

    public Throttle withSessions(@Nullable SessionLimits sessions) {
        return Sections.with(this, "sessions", sessions);
    }

    public Throttle withExempt(@Nullable List<String> exempt) {
        return Sections.with(this, "exempt", exempt);
    }

    public Throttle withIpMessage(@Nullable String ipMessage) {
        return Sections.with(this, "ipMessage", ipMessage);
    }

    public Throttle withUserMessage(@Nullable String userMessage) {
        return Sections.with(this, "userMessage", userMessage);
    }
}
