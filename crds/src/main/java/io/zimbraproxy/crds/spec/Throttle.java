package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Limits per address and account. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Throttle(
        @JsonPropertyDescription("Mail connections per client address.")
        RateLimit ip,

        @JsonPropertyDescription("IMAP connections per client address; takes the place of ip when set.")
        RateLimit imapIp,

        @JsonPropertyDescription("POP3 connections per client address; takes the place of ip when set.")
        RateLimit pop3Ip,

        @JsonPropertyDescription("Successful mail logins per account.")
        RateLimit user,

        @JsonPropertyDescription(
                "Failed mail logins per client address, and per account; each makes the next wait longer. The window is 10m when left out.")
        RateLimit failedLogins,

        @JsonPropertyDescription("Mail sessions open at the same time.")
        SessionLimits sessions,

        @JsonPropertyDescription("Web requests per client address; the window is 1m when left out.")
        RateLimit httpIp,

        @JsonPropertyDescription("Addresses and networks (CIDR) without limits.") @Size(max = 256)
        List<@Size(min = 2, max = 49) @Pattern(Names.NETWORK) String> exempt,

        @JsonPropertyDescription("What a client hears whose address is over its limit.")
        @Size(min = 1, max = 200)
        @Pattern(Names.LINE)
        @Default(Throttle.IP_MESSAGE)
        String ipMessage,

        @JsonPropertyDescription("What a client hears whose account is over its limit.")
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

    /** Everything left out. */
    public static Throttle defaults() {
        return new Throttle(null, null, null, null, null, null, null, null, null, null);
    }

    /** The limits of a domain: its own where it has them, else these. */
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
