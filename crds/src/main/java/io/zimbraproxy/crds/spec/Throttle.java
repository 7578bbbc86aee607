package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

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

        @JsonPropertyDescription("Client addresses and networks (CIDR) that no limit applies to.") @Size(max = 256)
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
        return new Throttle(null, null, null, null, null, null, null, null, null, null);
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

    private static <T> T first(T own, T general) {
        return own == null ? general : own;
    }
}
